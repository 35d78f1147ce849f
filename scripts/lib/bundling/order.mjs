// The order of a script's declarations. Deflate finds again only what stands within the last 32 KB, so what looks alike is
// put together. Moved are declarations alone that do nothing when they are met: to the beginning, each behind those that
// it names.
import { parse } from '@swc/core';
import { compileFunction } from 'node:vm';
import { deflateRawSync } from 'node:zlib';
import { movableOf } from './movable.mjs';

/** How far deflate looks back, less what else may stand between. */
const windowLength = 30_000;
/** What is found again, at least. */
const gramLength = 5;
/** Short declarations are not to win by one word that they have in common with others. */
const evener = 20;

/**
 * A minified script with its declarations in the order that packs best, or as it is where that is no better.
 * @param {string} code CommonJS, or one function that is called at once; strict, without comments
 */
export async function inBestOrder(code) {
  const { before, statements, after } = outerBlock(
    await parse(code, { target: 'es2022' }),
    Buffer.from(code),
  );
  const { movable, others } = movableOf(statements);
  const ordered = before + textOf(byLikeness(movable)) + textOf(others) + after;
  // Throws where it is no script any more.
  compileFunction(ordered);
  return packedLength(ordered) < packedLength(code) ? ordered : code;
}

const packedLength = (text) => deflateRawSync(text, { level: 9 }).length;

/** The statements that are all of a script, and what stands around them. */
function outerBlock(program, bytes) {
  const slice = (start, end) => bytes.toString('utf8', start - program.span.start, end - program.span.start);
  const end = program.span.start + bytes.length;
  const [directive, ...body] = program.body;
  if (slice(program.span.start, directive.span.end) !== '"use strict";') {
    throw new Error('The script is not strict.');
  }
  const called = body.length === 1 ? calledFunction(body[0]) : undefined;
  const [from, to] =
    called === undefined ? [directive.span.end, end] : [called.span.start + 1, called.span.end - 1];
  return {
    before: slice(program.span.start, from),
    statements: (called?.stmts ?? body).flatMap((statement) => partsOf(statement, slice)),
    after: slice(to, end),
  };
}

/** The block of `(() => {…})();`. */
function calledFunction({ expression }) {
  if (expression?.type !== 'CallExpression' || expression.arguments.length > 0) return undefined;
  const called = expression.callee.expression;
  return called?.type === 'ArrowFunctionExpression' ? called.body : undefined;
}

/** A declaration of several variables is several. */
function partsOf(statement, slice) {
  const textOfNode = ({ span }) => slice(span.start, span.end);
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'var') {
    return [{ node: statement, text: textOfNode(statement) }];
  }
  return statement.declarations.map((node) => ({ node, text: textOfNode(node) }));
}

/** Statements as text, with the variables that follow each other in one declaration. */
function textOf(parts) {
  return parts
    .map(({ node, text }, at) => {
      if (node.type !== 'VariableDeclarator') return /[;}]$/.test(text) ? text : `${text};`;
      const begins = parts[at - 1]?.node.type !== 'VariableDeclarator';
      const ends = parts[at + 1]?.node.type !== 'VariableDeclarator';
      return `${begins ? 'var ' : ''}${text}${ends ? ';' : ','}`;
    })
    .join('');
}

/** One after the other, the declaration that has most in common with those shortly before it. */
function byLikeness(declarations) {
  const near = new NearGrams(declarations.map(({ text }) => text));
  const left = new Set(declarations.keys());
  const placed = new Set();
  while (left.size > 0) {
    let best;
    for (const at of left) {
      if (declarations[at].needs.some((one) => !placed.has(one))) continue;
      const likeness = near.likenessOf(at);
      if (best === undefined || likeness > best.likeness) best = { at, likeness };
    }
    if (best === undefined) throw new Error('Declarations need each other.');
    left.delete(best.at);
    placed.add(declarations[best.at]);
    near.place(best.at);
  }
  return [...placed];
}

/** What the texts placed last are made of, so far as deflate still sees it. */
class NearGrams {
  #texts;
  #gramsOf;
  /** By gram: the fewer texts have it, the more it tells of a place beside them. */
  #weights;
  /** By gram: how many of the texts in sight have it. */
  #inSight;
  #sight = [];
  #sightLength = 0;

  constructor(texts) {
    this.#texts = texts;
    const numbers = new Map();
    const numberOf = (gram) => {
      const number = numbers.get(gram) ?? numbers.size;
      numbers.set(gram, number);
      return number;
    };
    this.#gramsOf = texts.map((text) => Int32Array.from(new Set(gramsIn(text).map(numberOf))));
    const users = new Int32Array(numbers.size);
    for (const grams of this.#gramsOf) for (const gram of grams) users[gram]++;
    this.#weights = Float64Array.from(users, (count) => 1 / Math.max(1, count - 1));
    this.#inSight = new Int32Array(numbers.size);
  }

  likenessOf(at) {
    const grams = this.#gramsOf[at];
    let shared = 0;
    for (const gram of grams) if (this.#inSight[gram] > 0) shared += this.#weights[gram];
    return shared / (grams.length + evener);
  }

  place(at) {
    this.#sight.push(at);
    this.#count(at, 1);
    while (this.#sightLength > windowLength) this.#count(this.#sight.shift(), -1);
  }

  #count(at, by) {
    this.#sightLength += by * this.#texts[at].length;
    for (const gram of this.#gramsOf[at]) this.#inSight[gram] += by;
  }
}

function gramsIn(text) {
  return Array.from({ length: Math.max(0, text.length - gramLength + 1) }, (_, at) =>
    text.slice(at, at + gramLength),
  );
}
