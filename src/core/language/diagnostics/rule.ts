import type { UrlBinding } from '../binding';
import type { LanguageBlock } from '../document';
import type { Schema } from '../../metadata/model';
import type { SchemaLabels } from '../../metadata/labels';
import type { ODataUrl } from '../../odata';
import type { Report } from './report';

/** One request and what is known of its names. */
export interface Subject {
  readonly block: LanguageBlock;
  readonly url: ODataUrl;
  /** Both or none. */
  readonly schema?: Schema;
  readonly binding?: UrlBinding;
  readonly labels?: SchemaLabels;
}

/** Looks at one request for one kind of fault. */
export type Rule = (subject: Subject, report: Report) => void;
