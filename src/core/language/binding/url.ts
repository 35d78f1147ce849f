import type { Schema } from '../../metadata/model';
import type { ODataUrl, Span } from '../../odata';
import { Aliases } from './aliases';
import { emptyScope, type Binder } from './binder';
import { bindExpression } from './expression';
import type { UrlBinding } from './model';
import { bindOptions } from './options';
import { bindResourcePath } from './path';
import { Recorder } from './recorder';

/** `holes`: where variables without a value stand. Linear in the length of the URL. */
export function bindUrl(url: ODataUrl, schema: Schema, holes: readonly Span[]): UrlBinding {
  const record = new Recorder(holes);
  const path: Binder = {
    schema,
    text: url.text,
    record,
    aliases: new Aliases(url),
    expression: bindExpression,
    row: { collection: false },
  };
  const result = bindResourcePath(path, url.path.segments);
  const binder: Binder = { ...path, row: result };
  const scope = bindOptions(binder, url.options, result);
  record.scope({ start: url.path.end, end: url.text.length }, 'options', scope);
  for (const { expression } of binder.aliases.unused()) bindExpression(binder, expression, emptyScope);
  return record.finish(result, url.text.length);
}
