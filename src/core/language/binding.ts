import type { Schema } from '../metadata/model';
import type { BlockContent, LanguageBlock } from './document';
import { bindUrl } from './binding/url';
import type { UrlBinding } from './binding/model';

export type * from './binding/model';

const known = new WeakMap<BlockContent, { readonly schema: Schema; readonly binding: UrlBinding }>();

/** What the names of a block's URL mean. Made once for each schema and content of a block. */
export function bindingOf(block: LanguageBlock, schema: Schema): UrlBinding {
  const { content } = block;
  const before = known.get(content);
  if (before?.schema === schema) return before.binding;
  const binding = bindUrl(content.url, schema, content.target.holes);
  known.set(content, { schema, binding });
  return binding;
}
