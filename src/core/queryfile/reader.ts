import { takeAll } from '../base/steps';
import { beginsJson, bodyEnd, carriesBody, mayCarryBody } from './body';
import { isForeign, readForeign } from './foreign';
import { directiveOf, place, titleOf, trimmed, type Line } from './lines';
import type { FileProblem, FileVariable, HeaderLine, Named, QueryBlock, Range } from './model';
import { methodOf, TargetJoiner } from './target';

/** What stands above a request and belongs to it. */
interface Pending {
  start?: number;
  title?: Named;
  id?: Named;
  env?: Named;
  note?: true;
}

/** Goes through the lines once and gathers blocks, variables and problems. */
export class FileReader {
  readonly blocks: QueryBlock[] = [];
  readonly variables: FileVariable[] = [];
  readonly prompts: Named[] = [];
  readonly problems: FileProblem[] = [];
  env: Named | undefined;
  readonly #lines: readonly Line[];
  readonly #firstLine: number;
  readonly #separated: boolean;
  #pending: Pending = {};
  #seenSeparator = false;

  /** `firstLine` is the number of the first of `lines` in the document. */
  constructor(lines: readonly Line[], firstLine: number) {
    this.#lines = lines;
    this.#firstLine = firstLine;
    this.#separated = lines.some(({ kind }) => kind === 'separator');
  }

  read(): void {
    takeAll(this.steps());
  }

  /** A request, or a line between them, at a step. */
  *steps(): Generator<void, void> {
    for (let at = 0; at < this.#lines.length;) {
      const line = this.#lines[at];
      if (!line) return;
      at = line.kind === 'text' ? this.#readParagraph(at, line) : this.#readBetween(at, line);
      yield;
    }
  }

  #readBetween(at: number, line: Line): number {
    if (line.kind === 'separator') {
      // A title of several lines: the first one is its name.
      const above = this.#lines[at - 1]?.kind === 'separator' ? this.#pending : undefined;
      const title = above?.title ?? titleOf(line);
      this.#pending = { start: above?.start ?? line.start, ...(title ? { title } : {}) };
      this.#seenSeparator = true;
    } else if (line.kind === 'comment') {
      this.#pending.start ??= line.start;
      this.#readDirective(line);
    } else if (line.kind === 'variable') this.#readVariable(line);
    return at + 1;
  }

  #readDirective(line: Line): void {
    const directive = directiveOf(line);
    if (!directive) return;
    const { word, argument, whole } = directive;
    if (word === 'note') this.#pending.note = true;
    else if (word === 'prompt') this.#readPrompt(line, argument);
    else if (word !== 'name' && word !== 'env') return;
    else if (argument.name === '') {
      const what = word === 'env' ? 'the name of an environment' : 'a name for the request';
      const message = `"@${word}" needs ${what}.`;
      this.#problem('bad-directive', whole, message, `Write it behind the word: # @${word} …`);
    } else if (word === 'name') this.#pending.id = argument;
    else if (this.blocks.length === 0 && !this.#seenSeparator) this.env = argument;
    else this.#pending.env = argument;
  }

  /** `# @prompt name what to show` */
  #readPrompt(line: Line, argument: Named): void {
    const [name = ''] = argument.name.split(/\s/, 1);
    if (name === '') return;
    const from = argument.start - line.start;
    this.prompts.push(place(line, from, from + name.length));
  }

  #readVariable(line: Line): void {
    const at = line.text.indexOf('@');
    const equals = line.text.indexOf('=');
    const name = place(line, at + 1, equals);
    const value = place(line, equals + 1, line.text.length);
    if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name.name)) {
      const shown =
        name.name === ''
          ? 'This variable has no name.'
          : `"${name.name.slice(0, 40)}" is no name of a variable.`;
      this.#problem(
        'bad-variable-name',
        trimmed(line),
        shown,
        'Use letters, digits, "_", "-" and ".": @name = value.',
      );
      return;
    }
    const { start, end } = trimmed(line);
    this.variables.push({
      start,
      end,
      name,
      value: value.name,
      valueRange: { start: value.start, end: value.end },
    });
  }

  #readParagraph(at: number, line: Line): number {
    if (isForeign(line)) return this.#skipForeign(at, line);
    if (/^\s*HTTP\/\d/.test(line.text)) return this.#skipAnswer(at);
    if (beginsJson(line.text) || /^\s*[}\]<]/.test(line.text)) return this.#skipStrayBody(at, line);
    return this.#readRequest(at, line);
  }

  #skipForeign(at: number, line: Line): number {
    const { next, unclosed } = readForeign(this.#lines, at, this.#separated);
    if (unclosed) {
      const close = line.text.includes('%') ? '%}' : '}}';
      const remedy = `Write ${close} at the end of its last line.`;
      this.#problem('unclosed-script', trimmed(line), 'This script of another tool is not closed.', remedy);
    }
    return next;
  }

  /** An answer that was kept below its request, as published samples and REST Client's users do it. */
  #skipAnswer(from: number): number {
    this.#pending = {};
    let at = from;
    if (this.#separated) {
      while (at < this.#lines.length && this.#kind(at) !== 'separator') at++;
      return at;
    }
    while (at < this.#lines.length && this.#kind(at) !== 'blank') at++;
    let body = at;
    while (this.#kind(body) === 'blank') body++;
    if (!beginsJson(this.#lines[body]?.text ?? '')) return at;
    return bodyEnd(this.#lines, body, { method: 'POST', target: '', headers: [], separated: false });
  }

  /** JSON or XML where a request should begin: goes over the paragraph. */
  #skipStrayBody(from: number, line: Line): number {
    let at = from;
    while (this.#kind(at) !== 'blank' && this.#kind(at) !== 'separator' && at < this.#lines.length) at++;
    const range = { start: trimmed(line).start, end: this.#lines[at - 1]?.end ?? line.end };
    const message =
      'This is the body of a request, but no request with a method that sends one stands above it.';
    this.#problem('body-without-method', range, message, 'Begin the request with POST, PATCH or PUT.');
    this.#pending = {};
    return at;
  }

  #readRequest(from: number, first: Line): number {
    const pending = this.#pending;
    this.#pending = {};
    const method = methodOf(first);
    const target = new TargetJoiner();
    target.add(first, method?.rest ?? 0);
    const headers: HeaderLine[] = [];
    const at = this.#readRequestLines(from + 1, target, headers, !mayCarryBody(method?.word.name ?? 'GET'));
    const mapped = target.build();
    const head: Range = { start: trimmed(first).start, end: this.#lastContent(from, at) };
    this.#checkHead(head, method, mapped.text);
    const body = this.#findBody(at, method?.word.name, mapped.text, headers);
    const end = body?.range.end ?? head.end;
    const name = pending.title ?? pending.id;
    const env = pending.env ?? this.env;
    this.blocks.push({
      range: { start: pending.start ?? first.start, end },
      requestRange: { start: head.start, end },
      line: this.#firstLine + from,
      ...(name ? { name } : {}),
      ...(pending.id ? { id: pending.id } : {}),
      ...(env ? { env } : {}),
      ...(pending.note ? { note: true } : {}),
      ...(method ? { method: method.word } : {}),
      target: mapped.text,
      targetMap: mapped,
      headers,
      ...(body ? { body: body.range } : {}),
    });
    return body?.next ?? at;
  }

  /** Continuation lines, then headers; up to a blank line or separator, but over blank lines between the options of a read. */
  #readRequestLines(from: number, target: TargetJoiner, headers: HeaderLine[], read: boolean): number {
    let at = from;
    for (; at < this.#lines.length; at++) {
      const line = this.#lines[at];
      if (!line || line.kind === 'separator' || (headers.length > 0 && isForeign(line))) break;
      if (line.kind === 'blank') {
        const next = read && headers.length === 0 && !target.isEmpty ? this.#nextOption(at) : undefined;
        if (next === undefined) break;
        at = next - 1;
        continue;
      }
      if (line.kind === 'comment') continue;
      if (line.kind === 'variable' && !target.awaitsOption && !target.insideParentheses) {
        this.#readVariable(line);
        continue;
      }
      const header = target.insideParentheses || target.isEmpty ? undefined : headerOf(line);
      // No header or address goes on like this: the blank line was forgotten, as in some of Microsoft's samples.
      if (!read && (headers.length > 0 || target.isComplete) && beginsJson(line.text)) break;
      if (header) headers.push(header);
      else if (headers.length === 0) target.add(line);
      else {
        const remedy = 'Write "Name: value", or a blank line before the body.';
        this.#problem('bad-header', trimmed(line), 'This line is no header.', remedy);
      }
    }
    return at;
  }

  /**
   * Index of the line behind blank ones that begins with `?` or `&`. Nothing else can begin so, and files with one query,
   * as odata-vscode has them, may have blank lines in it.
   */
  #nextOption(from: number): number | undefined {
    let at = from;
    while (this.#kind(at) === 'blank') at++;
    const line = this.#lines[at];
    return line?.kind === 'text' && /^\s*[?&]/.test(line.text) && !isForeign(line) ? at : undefined;
  }

  #checkHead(range: Range, method: ReturnType<typeof methodOf>, target: string): void {
    if (method && !method.known) {
      const message = `"${method.word.name.slice(0, 20)}" is no method of the Web API.`;
      this.#problem('unknown-method', method.word, message, 'Use GET, POST, PATCH, PUT or DELETE.');
    }
    if (!method && /^curl(?:\.exe)?\s+(?:-|['"]?https?:)/i.test(target)) {
      const remedy =
        'Write the request itself: method and address, headers below it, an empty line, the body.';
      this.#problem('unknown-method', range, 'A cURL command cannot be run here.', remedy);
    }
    if (target === '' || /^[?&]/.test(target)) {
      const message = 'The request has no table (entity set) or address.';
      this.#problem('missing-target', range, message, 'Write it first, such as accounts?$select=name.');
    }
  }

  #findBody(
    from: number,
    method: string | undefined,
    target: string,
    headers: readonly HeaderLine[],
  ): { range: Range; next: number } | undefined {
    let at = from;
    while (this.#kind(at) === 'blank') at++;
    const first = this.#lines[at];
    if (!first || first.kind === 'separator' || (at === from && !beginsJson(first.text))) return undefined;
    const request = { method: method ?? 'GET', target, headers, separated: this.#separated };
    if (!carriesBody(request, first)) return undefined;
    const next = bodyEnd(this.#lines, at, request);
    const range = { start: first.start, end: this.#lastContent(at, next) };
    if (/^\s*<(?:@\w*)?\s+[^\s<>][^<>]*$/.test(first.text)) {
      const message = 'A body from a file is not supported.';
      this.#problem('body-from-file', range, message, 'Paste the content of the file here.');
    }
    return { range, next };
  }

  /** End of the last line with content in [from, to). */
  #lastContent(from: number, to: number): number {
    for (let at = to - 1; at >= from; at--) {
      const line = this.#lines[at];
      if (line && line.kind !== 'blank') return line.start + line.text.trimEnd().length;
    }
    return this.#lines[from]?.end ?? 0;
  }

  #kind(at: number): Line['kind'] | undefined {
    return this.#lines[at]?.kind;
  }

  #problem(code: FileProblem['code'], range: Range, message: string, remedy: string): void {
    this.problems.push({ start: range.start, end: range.end, code, message, remedy });
  }
}

/** `Name: value`; the name as RFC 9110 has it, but no URL. */
function headerOf(line: Line): HeaderLine | undefined {
  if (!line.text.includes(':')) return undefined;
  const match = /^\s*([A-Za-z][\w.-]*)\s*:(?!\/\/)/.exec(line.text);
  if (!match) return undefined;
  const [head, word = ''] = match;
  const name = place(line, 0, line.text.indexOf(word) + word.length);
  const value = place(line, head.length, line.text.length);
  const { start, end } = trimmed(line);
  return { start, end, name, value: value.name, valueRange: { start: value.start, end: value.end } };
}
