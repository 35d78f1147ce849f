import type { Schema } from '../../metadata/model';
import { complete } from '../completion';
import { LanguageDocument } from '../document';

/** What a query is made of, part by part: whoever writes one comes by these places first. */
const parts = ['', '?', '$select=', '&$filter=', '&$expand='];

/**
 * Asks for the lists of a query that nobody writes, one in a step: the first time, each takes the engine ten times as long as
 * from then on, and a person would wait for it.
 */
export function* rehearseCompletion(schema: Schema): Generator<void, void> {
  let text = schema.names('entitySet').at(0) ?? '';
  for (const part of parts) {
    text += part;
    const document = LanguageDocument.read(text);
    yield;
    complete(document, text.length, { schema });
    yield;
  }
}
