import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest, root } from './artifacts';

const { contributes, main } = manifest();
const commands = new Map(contributes.commands.map((command) => [command.command, command]));

describe('the manifest', () => {
  it.each([...commands.keys()])('gives %s a title in sentence case and the category', (id) => {
    const { title, category } = commands.get(id) ?? {};
    expect(id).toMatch(/^dataverseWorkbench\.[a-zA-Z]+$/);
    expect(category).toBe('Dataverse');
    expect(title).toMatch(/^[A-Z]/);
    expect(title).not.toMatch(
      / (?!I |C#|JSON|OData|CSV|URL|Web API|Dataverse|Power Platform CLI|Platform CLI|CLI)[A-Z]/,
    );
  });

  it.each(Object.keys(contributes.menus))('refers in %s to commands that exist', (menu) => {
    const used = (contributes.menus[menu] ?? []).map(({ command }) => command);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((command) => !commands.has(command))).toEqual([]);
  });

  it('binds keys to commands that exist', () => {
    expect(contributes.keybindings.filter(({ command }) => !commands.has(command))).toEqual([]);
  });

  it('links from the walkthrough to commands that exist', () => {
    const texts = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.map(({ description }) => description),
    );
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((command) => !commands.has(command))).toEqual([]);
  });

  it('names files that exist', () => {
    const media = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap((step) => step.media.svg ?? []),
    );
    const languages = contributes.languages.flatMap(({ configuration, icon }) => [
      configuration,
      ...(icon ? [icon.light, icon.dark] : []),
    ]);
    const files = [main, ...media, ...languages, ...contributes.grammars.map((grammar) => grammar.path)];
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it.each(Object.keys(contributes.configuration.properties))('describes the setting %s', (id) => {
    const setting = contributes.configuration.properties[id];
    expect(id).toMatch(/^dataverseWorkbench\./);
    expect(setting?.description ?? setting?.markdownDescription ?? '').not.toBe('');
  });

  it.each(['environments', 'discoveryService'])(
    'keeps %s out of workspace settings, where a repository could plant addresses',
    (name) => {
      expect(contributes.configuration.properties[`dataverseWorkbench.${name}`]?.scope).toBe('application');
    },
  );
});
