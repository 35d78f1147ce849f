import { describe, expect, it, vi } from 'vitest';
import { prepareCompletion } from '../../../../src/core/language/completion';
import type { Schema } from '../../../../src/core/metadata/model';
import { Emitter } from '../../../../src/core/base/event';
import { LanguageContext } from '../../../../src/vscode/language/context';
import { CompletionPreparation } from '../../../../src/vscode/language/preparation';
import { crmSchema } from '../support/crmSchema';

vi.mock('vscode', () => import('../fakeVscode'));

/** The small schema, with notes of what is read of it. */
function watchedSchema(): { schema: Schema; reads: string[] } {
  const reads: string[] = [];
  const schema = new Proxy(crmSchema(), {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        if (key !== 'names') reads.push(`${String(key)} ${JSON.stringify(args[0])}`);
        return Reflect.apply(member as (...all: readonly unknown[]) => unknown, target, args);
      };
    },
  });
  return { schema, reads };
}

describe('preparing completion', () => {
  it('reads sets and functions, no types, and little in each step', () => {
    const { schema, reads } = watchedSchema();
    const steps = prepareCompletion(schema);
    let before = 0;
    let longest = 0;
    for (const _ of steps) {
      longest = Math.max(longest, reads.length - before);
      before = reads.length;
    }
    expect(reads).toEqual(expect.arrayContaining(['entitySet "accounts"', 'operations "LastXDays"']));
    expect(reads.filter((one) => one.startsWith('entityType') || one.startsWith('complexType'))).toEqual([]);
    expect(longest).toBeLessThan(20);
  });

  it('is done once for each schema, when it comes, and ends with the window', async () => {
    const { schema, reads } = watchedSchema();
    const changes = new Emitter<void>();
    let current: Schema | undefined;
    const context = new LanguageContext({
      environmentFor: () => 'dev',
      onDidChangeEnvironment: changes.event,
      knowledgeOf: () => (current ? { schema: current } : {}),
      isLearning: () => false,
      tablePage: () => Promise.resolve(undefined),
      onDidChangeKnowledge: changes.event,
      onDidChangeSchema: changes.event,
    });
    const preparation = new CompletionPreparation(context);
    expect(reads).toEqual([]);
    current = schema;
    changes.fire();
    await vi.waitFor(() => expect(reads).toContain('operations "LastXDays"'));
    const count = reads.length;
    changes.fire();
    expect(reads).toHaveLength(count);
    preparation.dispose();
    current = watchedSchema().schema;
    changes.fire();
    expect(reads).toHaveLength(count);
  });
});
