// Parts of modules of libraries that nothing of ours ever reaches, but that no bundler can know to be without use.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutUnusedUtils } from './axiosUtils.mjs';
import { withoutLogicalTypes, withoutNesting, withoutOtherTypes } from './parquetParts.mjs';
import { withoutDefaultStorage, withoutServerTelemetry, withoutUnreached } from './unreached.mjs';
import { withoutUnusedMethods } from './unusedMethods.mjs';

/** By the module's path: what to make of its text, told where it is. */
const changes = [
  [/\/@azure\/msal-(?:common|node)\/dist\/.*\.mjs$/, withoutLogs],
  [/\/@azure\/msal-(?:common|node)\/dist\/.*\.mjs$/, withoutMeasuring],
  [/\/(?:@azure\/msal-(?:common|node)\/dist\/.*\.mjs|axios\/lib\/.*\.js)$/, withoutUnreached],
  [/\/@azure\/msal-common\/dist\/cache\/CacheManager\.mjs$/, withoutDefaultStorage],
  [/\/@azure\/msal-common\/dist\/request\/RequestParameterBuilder\.mjs$/, withoutServerTelemetry],
  [/\/axios\/lib\/utils\.js$/, withoutUnusedUtils],
  [/\/@azure\/msal-node\/dist\/.*\.mjs$/, withDirectNamespaces],
  [/\/(?:@azure\/msal-(?:common|node)\/dist\/.*\.mjs|yazl\/index\.js)$/, withoutUnusedMethods],
  [/\/hyparquet-writer\/src\/dremel\.js$/, withoutNesting],
  [/\/hyparquet-writer\/src\/metadata\.js$/, withoutLogicalTypes],
  [/\/hyparquet-writer\/src\/unconvert\.js$/, withoutOtherTypes],
  [/\/d3-shape\/dist\/d3-shape\.mjs$/, withoutCurves],
];

/**
 * The text of a module without its unused parts; undefined if it is to be taken as it is.
 * @param {string} file
 * @param {readonly string[]} leftOut modules that are none of the bundles, from the package's name on
 * @returns {Promise<string | undefined>}
 */
export async function withoutUnusedParts(file, leftOut) {
  const place = file.split(path.sep).join('/');
  const wanted = changes.filter(([pattern]) => pattern.test(place));
  if (wanted.length === 0) return undefined;
  let text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  for (const [, change] of wanted) text = await change(text, file, leftOut);
  return text;
}

/** Nobody listens to MSAL's log. Each line of it is a statement of its own. */
function withoutLogs(text) {
  return text.replaceAll(
    /^( *)(?:[\w$.]+\.)?\w*[lL]ogger\??\.(?:trace|verbose|info|warning|error)(?:Pii)?\(.*\);$/gm,
    '$1;',
  );
}

/** Nobody measures: what counts is left out, and what is called to be timed is called. */
function withoutMeasuring(text) {
  return text
    .replaceAll(
      /^( *)(?:this\.)?performanceClient\??\.(?:addFields|incrementFields)\((?:\{\n[\s\S]*?\n\1\}|\{[^\n]*\}), [\w.]+\);$/gm,
      '$1;',
    )
    .replaceAll(
      /\binvoke(?:Async)?\(\(?(?:([\w.]+)\.(\w+)\.bind\(\1\)|(\w+))\)?, \w+, [\w.]+, [\w.?]+, [\w.]+\)\(/g,
      (_, owner, method, plain) => `${plain ?? `${owner}.${method}`}(`,
    );
}

/** `Constants.X`, through the index, would need all constants; straight from their module, it is a constant. */
async function withDirectNamespaces(text, file) {
  const common = path.join(path.dirname(file).replace(/msal-node[\\/]dist.*$/, 'msal-common'), 'dist');
  const places = await namespacesOf(path.join(common, 'index-node.mjs'));
  return text.replace(/^import \{ (.*) \} from '@azure\/msal-common\/node';$/m, (_, list) => {
    const names = list.split(', ');
    const direct = names.filter((one) => places.has(one.split(' as ')[0]));
    const rest = names.filter((one) => !direct.includes(one));
    return [
      ...(rest.length > 0 ? [`import { ${rest.join(', ')} } from '@azure/msal-common/node';`] : []),
      ...direct.map((one) => {
        const [name, local = name] = one.split(' as ');
        return `import * as ${local} from ${JSON.stringify(path.join(common, places.get(name)))};`;
      }),
    ].join('\n');
  });
}

async function namespacesOf(index) {
  const text = await readFile(index, 'utf8');
  return new Map(
    [...text.matchAll(/^import \* as (\w+) from '(.+)';\r?$/gm)].map(([, name, at]) => [name, at]),
  );
}

/** Lines, arcs and pies come first; then what runs when loaded, and is never asked for. */
function withoutCurves(text) {
  const end = text.indexOf('\nvar curveRadialLinear = ');
  if (end < 0) throw new Error('d3-shape is another than this was written for: look at unusedParts.mjs.');
  return `${text.slice(0, end)}\nexport { arc, line, pie };\n`;
}
