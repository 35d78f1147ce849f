import { parseODataUrl, type Span } from '../../../src/core/odata';
import type { Judge } from '../judge';
import { runs, type Machine, type Take } from '../machine';
import { resourceMachine } from '../resourceMachine';
import { areParameters, call, isKey, key, keyLiteral, name, qualified } from '../takes';
import { areJoined, resourceTokens, type PathToken } from '../tokens';
import { judged, nothing, type Around, type Handler, type Handlers } from './verdict';

// The rules of section 1 for parts of a resource path.

/** Something that the rest of a path can follow; it is not looked at itself. */
const behindName: Around = { before: 'x', behind: '' };

function tokensRule(
  check: (judge: Judge, tokens: readonly PathToken[]) => boolean,
  around: Around = nothing,
): Handler {
  return judged(
    parseODataUrl,
    (judge, { path, root }) => {
      const tokens = resourceTokens(path, judge.text.slice(0, path.end));
      const own = around === nothing ? tokens : tokens.slice(1);
      return (
        root === undefined &&
        path.end === judge.text.length &&
        own.length > 0 &&
        (around === nothing || tokens[0]?.end === 1) &&
        areJoined(judge, tokens) &&
        check(judge, own)
      );
    },
    around,
  );
}

/** What follows a name, read from a state of the machine. */
function behind(state: string): Handler {
  return tokensRule((judge, tokens) => runs(resourceMachine, state, judge, tokens), behindName);
}

function whole(machine: Machine, state: string): Handler {
  return tokensRule((judge, tokens) => runs(machine, state, judge, tokens));
}

/** One part alone. */
function only(take: Take, around: Around = nothing): Handler {
  return tokensRule((judge, tokens) => take(judge, tokens, 0) === tokens.length, around);
}

const keys: Machine = {
  keyPredicate: {
    steps: [
      [key, 'end'],
      [keyLiteral, 'segments'],
    ],
  },
  keyPathSegments: { steps: [[keyLiteral, 'segments']] },
  segments: { ends: true, steps: [[keyLiteral, 'segments']] },
  end: { ends: true, steps: [] },
};

function keyOf(isSimple: boolean): Handler {
  return tokensRule((judge, tokens) => {
    const [first] = tokens;
    if (first?.kind !== 'arguments' || tokens.length > 1) return false;
    return (first.items[0]?.name === undefined) === isSimple && isKey(judge, first, first.items);
  }, behindName);
}

const kinds = ['Entity', 'EntityCol', 'Complex', 'ComplexCol', 'Primitive', 'PrimitiveCol'];

/** `boundEntityFunctionCall`, `entityFunctionImportCall`, … */
function functionCalls(): Handlers {
  const entries = kinds.flatMap((kind): [string, Handler][] => {
    const rule = kind.charAt(0).toLowerCase() + kind.slice(1);
    return [
      [`bound${kind}FunctionCall`, only(call(`${rule}Function`, true, areParameters))],
      [`${rule}FunctionImportCall`, only(call(`${rule}FunctionImport`, false, areParameters))],
    ];
  });
  return Object.fromEntries(entries);
}

const bare: Machine = {
  functionImportCallNoParens: {
    steps: kinds.map((kind) => [
      name(`${kind.charAt(0).toLowerCase()}${kind.slice(1)}FunctionImport`),
      'end',
    ]),
  },
  boundFunctionCallNoParens: {
    steps: kinds.map((kind) => [
      qualified('boundFunctionCallNoParens', `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Function`),
      'end',
    ]),
  },
  end: { ends: true, steps: [] },
};

const inParentheses: Around = { before: 'x(', behind: ')' };

export const pathRules: Handlers = {
  ...functionCalls(),
  functionImportCallNoParens: whole(bare, 'functionImportCallNoParens'),
  boundFunctionCallNoParens: whole(bare, 'boundFunctionCallNoParens'),
  actionImportCall: only(name('actionImport')),
  boundActionCall: only(qualified('boundActionCall', 'action')),
  propertyPath: whole(resourceMachine, 'propertyPath'),
  crossjoin: tokensRule(
    (judge, tokens) =>
      judge.text.startsWith('$crossjoin') &&
      tokens.length === 2 &&
      runs(resourceMachine, 'resourcePath', judge, tokens),
  ),
  collectionNavigation: behind('collectionNavigation?'),
  collectionNavPath: behind('collectionNavPath'),
  keyPredicate: tokensRule((judge, tokens) => runs(keys, 'keyPredicate', judge, tokens), behindName),
  keyPathSegments: tokensRule((judge, tokens) => runs(keys, 'keyPathSegments', judge, tokens), behindName),
  simpleKey: keyOf(true),
  compoundKey: keyOf(false),
  keyValuePair: tokensRule(
    (judge, [token]) =>
      token?.kind === 'arguments' &&
      token.items.length === 1 &&
      token.items[0]?.name !== undefined &&
      fillsParentheses(token, token.items[0]) &&
      isKey(judge, token, token.items),
    inParentheses,
  ),
  singleNavigation: behind('singleNavigation?'),
  singleNavPath: behind('singleNavPath'),
  collectionPath: behind('collectionPath?'),
  primitivePath: behind('primitivePath?'),
  complexColPath: behind('complexColPath?'),
  complexPath: behind('complexPath?'),
  complexNavPath: behind('complexNavPath'),
  boundOperation: behind('boundOperation'),
  filterInPath: tokensRule(
    (judge, tokens) =>
      tokens.length === 2 &&
      judge.text.startsWith('x/$filter') &&
      runs(resourceMachine, 'collectionNavPath', judge, tokens),
    behindName,
  ),
  functionParameters: tokensRule(
    (judge, tokens) => tokens.length === 1 && areParameters(judge, tokens[0]),
    behindName,
  ),
  functionParameter: tokensRule((judge, [token]) => {
    const [only] = token?.kind === 'arguments' ? token.items : [];
    return (
      only !== undefined &&
      token !== undefined &&
      fillsParentheses(token, only) &&
      areParameters(judge, token)
    );
  }, inParentheses),
};

function fillsParentheses(parentheses: Span, item: Span): boolean {
  return item.start === parentheses.start + 1 && item.end === parentheses.end - 1;
}
