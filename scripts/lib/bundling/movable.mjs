// Which declarations of a script do nothing when they are met, so that it is the same where they stand. Nothing reads a
// variable before it is set: the scripts are made of ES modules, where that throws.

const values = new Set(['StringLiteral', 'NumericLiteral', 'BooleanLiteral', 'NullLiteral', 'RegExpLiteral']);
const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression']);
/** Of an object: what only declares. */
const members = new Set(['MethodProperty', 'GetterProperty', 'SetterProperty']);
const collections = new Set(['Map', 'Set']);

/**
 * Parts the statements of a script into those that may come first and the others, each in their order. Of the first, each
 * tells which variables among them it needs before it.
 * @param {readonly { node: object, text: string }[]} statements as swc reads them; variables one by one
 */
export function movableOf(statements) {
  const nodes = statements.map(({ node }) => node);
  const names = nodes.flatMap(namesOf);
  const named = new Set(names);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const changing = changedOnTheWay(nodes, assignedIn(nodes, new Set(twice)));
  const all = statements.map((one) => ({ ...one, ...declared(one.node, changing) }));
  const movable = new Map(all.filter(({ reads }) => reads !== undefined).map((one) => [one.name, one]));
  // What reads a name that stays where it is stays, too; and so on.
  for (let before = -1; before !== movable.size;) {
    before = movable.size;
    for (const [name, { reads }] of movable) {
      if ([...reads].some((one) => named.has(one) && !movable.has(one))) movable.delete(name);
    }
  }
  for (const one of movable.values()) {
    one.needs = [...one.reads]
      .map((name) => movable.get(name))
      .filter((other) => other !== undefined && !isHoisted(other));
  }
  return { movable: [...movable.values()], others: all.filter(({ name }) => !movable.has(name)) };
}

const isHoisted = ({ node }) => node.type === 'FunctionDeclaration';

/** The name that is declared, and the names that are read when that is met; without these where more happens. */
function declared(node, changing) {
  if (node.type === 'FunctionDeclaration' && !changing.has(node.identifier.value)) {
    return { name: node.identifier.value, reads: new Set() };
  }
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return {};
  const name = node.id.value;
  const reads = new Set();
  const quiet = isQuiet(node.init, reads) && ![name, ...reads].some((one) => changing.has(one));
  return quiet ? { name, reads } : { name };
}

/** Does making this value read names alone? Those are added. */
function isQuiet(node, names) {
  if (values.has(node.type) || functions.has(node.type)) return true;
  switch (node.type) {
    case 'Identifier':
      names.add(node.value);
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return values.has(node.argument.type);
    case 'ArrayExpression':
      return node.elements.every((one) => one && !one.spread && isQuiet(one.expression, names));
    case 'ObjectExpression':
      return node.properties.every((one) => isQuietProperty(one, names));
    case 'NewExpression':
      return (
        collections.has(node.callee.value) && (node.arguments ?? []).every((one) => isQuietList(one, names))
      );
    case 'ClassExpression':
      return (!node.superClass || isQuiet(node.superClass, names)) && node.body.every(isQuietMember);
    default:
      return false;
  }
}

function isQuietProperty(property, names) {
  if (property.type === 'Identifier') return isQuiet(property, names);
  if (property.key?.type === 'Computed') return false;
  return (
    members.has(property.type) || (property.type === 'KeyValueProperty' && isQuiet(property.value, names))
  );
}

/** What a collection is made from: read at once, so it has to stand there. */
function isQuietList({ spread, expression }, names) {
  return (
    !spread && expression.type === 'ArrayExpression' && !readsLists(expression) && isQuiet(expression, names)
  );
}

/** A list within may be a name, whose list is read at once, too: in a map of pairs. */
function readsLists({ elements }) {
  return elements.some((one) => one?.expression.type === 'Identifier');
}

function isQuietMember({ type, key, isStatic }) {
  if (type === 'StaticBlock' || key?.type === 'Computed') return false;
  return !(isStatic && type.endsWith('Property'));
}

/** The names below that something is assigned to after their declaration, added to those that are known to change. */
function assignedIn(node, found) {
  if (Array.isArray(node)) for (const one of node) assignedIn(one, found);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return found;
  if (node.type === 'AssignmentExpression') for (const name of namesOf(node.left)) found.add(name);
  if (node.type === 'UpdateExpression') for (const name of namesOf(node.argument)) found.add(name);
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    for (const name of namesOf(node.left)) found.add(name);
  }
  for (const value of Object.values(node)) assignedIn(value, found);
  return found;
}

const ownScope =
  /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression|ClassMethod|PrivateMethod|Constructor|(?:Method|Getter|Setter)Property)$/;

/** Names that are declared within statements, and those of whose members one is set, while the script is run through. */
function changedOnTheWay(node, found) {
  if (Array.isArray(node)) for (const one of node) changedOnTheWay(one, found);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return found;
  if (ownScope.test(node.type)) return found;
  if (node.type === 'VariableDeclaration') for (const name of namesOf(node)) found.add(name);
  if (node.type === 'AssignmentExpression') for (const name of ownersOf(node.left)) found.add(name);
  for (const value of Object.values(node)) changedOnTheWay(value, found);
  return found;
}

/** `a` of `a.b.c` and of `a[0]`. */
function ownersOf(node) {
  if (node.type !== 'MemberExpression') return [];
  return [...namesOf(node.object), ...ownersOf(node.object)];
}

/** Of a declaration or a pattern: the names in it. More than it binds does no harm. */
function namesOf(node) {
  switch (node?.type) {
    case 'Identifier':
      return [node.value];
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [node.identifier.value];
    case 'VariableDeclaration':
      return node.declarations.flatMap(namesOf);
    case 'VariableDeclarator':
      return namesOf(node.id);
    case 'ParenthesisExpression':
      return namesOf(node.expression);
    case 'ArrayPattern':
      return node.elements.flatMap(namesOf);
    case 'ObjectPattern':
      return node.properties.flatMap((one) => [
        ...namesOf(one.key),
        ...namesOf(one.value),
        ...namesOf(one.argument),
      ]);
    case 'AssignmentPattern':
      return namesOf(node.left);
    case 'RestElement':
      return namesOf(node.argument);
    default:
      return [];
  }
}
