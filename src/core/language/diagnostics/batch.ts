import type { Range } from '../../queryfile';
import type { RequestText } from '../document';
import { isBatch, lineForm } from '../document/batch';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';

const mostParts = 1000;
const longestUrl = 65_536;

const requestForm = /^(GET|POST|PATCH|PUT|DELETE) +(\S.*?)(?: +HTTP\/\d(?:\.\d)?)?$/;
const boundaryForm = /\bboundary=("?)([^\s";]+)\1/i;

/** What Dataverse does not take in a batch: parts that are not told apart, too many of them, too long addresses. */
export function checkBatch({ block, url }: Subject, report: Report): void {
  const { body } = block;
  if (!body || !isBatch(block)) return;
  const at = block.query.headers.findIndex(({ name }) => name.name.toLowerCase() === 'content-type');
  const type = block.headerValues[at];
  const boundary = type && boundaryForm.exec(type.text)?.[2];
  const frame = new Frame(body, report);
  for (const { 1: line = '', index } of body.text.matchAll(lineForm)) frame.read(line, index);
  if (boundary !== undefined) {
    if (type) checkChance(block.query.headers[at]?.value ?? '', type, report);
    // What a variable without a value stands for is not known.
    if (type?.holes.length === 0) frame.finish(boundary);
  } else {
    report.text(type ?? block.target, type ? { start: 0, end: type.text.length } : url.path, {
      code: 'batch-boundary',
      // Microsoft's samples leave the whole header out.
      severity: type ? 'error' : 'warning',
      message: 'A batch says what stands between its parts: Content-Type: multipart/mixed; boundary=batch_1.',
      link: pages.batch,
    });
  }
}

/** A variable keeps the value that it got by chance; what stands there itself has another one in every place. */
function checkChance(written: string, type: RequestText, report: Report): void {
  const [, chance] =
    /\bboundary=[^;]{0,200}?(\{\{\s*\$(?:guid|uuid|randomInt)\b[^{}]*\}\})/i.exec(written) ?? [];
  if (chance === undefined) return;
  report.text(
    type,
    { start: type.text.search(boundaryForm), end: type.text.length },
    {
      code: 'batch-boundary',
      severity: 'warning',
      message: `Each ${chance} is another one, so that no part begins with this boundary. Write it into a variable, @boundary = batch_${chance}, and {{boundary}} here and in the parts.`,
      link: pages.batch,
    },
  );
}

/** Follows the lines that hold the parts together. */
class Frame {
  readonly #boundaries = new Map<string, Range & { closed: boolean; isSet: boolean }>();
  /** Where the headers of a part stand: the boundary above them. */
  #head: Range | undefined;
  #headers = '';
  /** What stands behind the request of a part is its body, and what stands behind an end is nobody's. */
  #hasRequest = false;
  #inSet = false;
  #parts = 0;

  constructor(
    private readonly body: RequestText,
    private readonly report: Report,
  ) {}

  read(line: string, start: number): void {
    const range = { start, end: start + line.length };
    const [, name, closing] = /^--(\S+?)(--)?\s*$/.exec(line) ?? [];
    const request = requestForm.exec(line);
    if (name !== undefined) this.#readBoundary(name, closing !== undefined, range);
    else if (!this.#head) {
      if (request && !this.#hasRequest) this.#readRequest(request, range);
    } else if (request) {
      this.#tell(
        'batch-frame',
        range,
        'An empty line is missing above: the headers of the part end with it.',
      );
      this.#head = undefined;
      this.#readRequest(request, range);
    } else if (line.trim() === '') this.#endHead(this.#head);
    // A header may be folded.
    else this.#headers += (/^[ \t]/.test(line) ? '' : '\n') + line;
  }

  finish(boundary: string): void {
    const { body } = this;
    const known = this.#boundaries.get(boundary);
    const first = { start: 0, end: body.text.search(/[\r\n]|$/) };
    if (!known) {
      this.#tell('batch-boundary', first, `No part begins with the boundary of the header: --${boundary}.`);
    } else if (!known.closed) {
      const message = `The batch has no end. Write --${boundary}-- behind its last part.`;
      this.#tell('batch-boundary', known, message);
    }
  }

  #readBoundary(name: string, closed: boolean, range: Range): void {
    const isSet = this.#boundaries.get(name)?.isSet === true;
    this.#boundaries.set(name, { ...range, closed, isSet });
    this.#inSet = isSet && !closed;
    this.#head = closed ? undefined : range;
    this.#headers = '';
    this.#hasRequest = closed;
  }

  #endHead(boundary: Range): void {
    this.#head = undefined;
    const [type = ''] = /^content-type:.*/im.exec(this.#headers) ?? [];
    const name = /multipart\/mixed/i.test(type) && boundaryForm.exec(type)?.[2];
    if (name) this.#boundaries.set(name, { ...boundary, closed: false, isSet: true });
    else if (!/application\/http/i.test(type)) {
      this.#tell('batch-frame', boundary, 'This part needs the header Content-Type: application/http.');
    }
  }

  #readRequest([, method, url = '']: RegExpExecArray, range: Range): void {
    this.#hasRequest = true;
    if (++this.#parts === mostParts + 1) {
      const message = 'A batch may hold 1,000 requests. Send the rest in another one.';
      this.#tell('batch-too-many-parts', range, message);
    }
    if (method === 'GET' && this.#inSet) {
      this.#tell('batch-frame', range, 'A change set holds writes only. Put the GET behind its end.');
    }
    if (url.length <= longestUrl) return;
    const start = range.start + (method ?? '').length + 1;
    const length = url.length.toLocaleString('en-US');
    const message = `This URL has ${length} characters; inside a batch Dataverse reads 65,536. Shorten it.`;
    this.#tell('url-too-long', { start, end: start + url.length }, message);
  }

  #tell(code: string, { start, end }: Range, message: string): void {
    this.report.text(this.body, { start, end }, { code, severity: 'error', message, link: pages.batch });
  }
}
