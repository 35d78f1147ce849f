import type { Identifier, QueryOption } from '../../odata';
import { aggregateMethodDrafts, aliasNameDrafts, transformationDrafts } from './applyItems';
import type { Draft } from './draft';
import { expressionDrafts } from './expressionItems';
import { expandDrafts, selectDrafts } from './listItems';
import { asDrafts, operatorDrafts } from './operatorItems';
import { optionDrafts } from './optionItems';
import { pathDrafts } from './pathItems';
import type { Site } from './site';
import { stringDrafts } from './stringItems';
import { optionValueDrafts } from './textItems';
import type { TrailNode } from './trail';

/** What may stand at a place of a request's target. */
export function targetDrafts(site: Site): Draft[] {
  const { slot } = site;
  if (slot.kind === 'operator') return operatorDrafts(site);
  if (slot.kind === 'as') return asDrafts(site);
  const leaf = slot.trail.at(-1);
  const around = slot.trail.at(-2);
  if (!leaf) return [];
  if (leaf.kind === 'literal') return stringDrafts(site, leaf);
  if (leaf.kind !== 'identifier') return isOption(leaf) ? optionValueDrafts(site, leaf) : [];
  return around ? nameDrafts(site, leaf, around) : [];
}

/** A name: what it is a part of tells which. */
function nameDrafts(site: Site, name: Identifier, around: TrailNode): Draft[] {
  if (around.kind === 'segment') return pathDrafts(site);
  if (around.kind === 'custom') return optionDrafts(site);
  if (around.kind === 'select-item') return selectDrafts(site, around);
  if (around.kind === 'expand-item') return expandDrafts(site, around);
  if (around.kind === 'path') return expressionDrafts(site, around);
  if (around.kind === 'call-transformation') return transformationDrafts(site);
  if (around.kind !== 'aggregate-item') return [];
  return name === around.alias ? aliasNameDrafts(site, around) : aggregateMethodDrafts(site, around);
}

function isOption(node: TrailNode): node is QueryOption {
  return 'value' in node && 'name' in node && node.kind !== 'argument' && node.kind !== 'json-member';
}
