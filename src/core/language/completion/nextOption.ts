import type { LanguageBlock, LanguageDocument } from '../document';
import type { LanguageKnowledge } from '../model';
import type { Range } from '../../queryfile';
import { Rank, type Draft } from './draft';
import { optionDrafts } from './optionItems';
import { pointInTarget } from './point';
import { siteAt } from './site';

/** `&$filter=` and the like at the beginning of a line, with the `?` or `&` that must stand before it. */
export function nextOptionDrafts(
  document: LanguageDocument,
  block: LanguageBlock,
  { start }: Range,
  knowledge: LanguageKnowledge,
): Draft[] {
  const { text, offset } = pointInTarget(block, start);
  const before = text.slice(0, offset).trimEnd();
  if (before === '' || /[?&=,(;/]$/.test(before)) return [];
  const mark = before.includes('?') ? '&' : '?';
  const point = { text: before + mark, offset: before.length + 1, gap: false, cursor: start };
  const site = siteAt(document, block, point, knowledge);
  if (!site) return [];
  return optionDrafts(site).map((draft) => ({
    ...draft,
    insertText: mark + draft.insertText,
    filterText: `${draft.label} ${mark}${draft.label}`,
    rank: draft.rank + Rank.likely,
  }));
}
