import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { appears } from '../../support/waiting';
import type { Workbench } from '../../support/workbench';
import { ResultsPane } from '../harness/resultsPane';
import { Session } from '../harness/session';
import { connectQuietly, runBlock } from '../harness/tasks';
import { palettePng } from './palettePng';

// The pictures of README.md, taken in the real workbench: `npm run screenshots`.

const size = { width: 1600, height: 900 };
// Names that the fonts of a bare machine cannot show are left out.
const query = `### Mid-sized accounts
GET accounts
  ?$select=name,revenue,
    industrycode
  &$expand=
    primarycontactid(
      $select=fullname,
        emailaddress1),
    Account_Tasks(
      $select=subject,
        scheduledend)
  &$filter=statecode eq 0
    and revenue lt {{limit}}
    and not contains(name,'Foods')
  &$orderby=revenue desc
  &$count=true

@limit = 50000000

### Who am I?
WhoAmI()
`;

it.each([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
])('takes the picture of rows beside their query: %s', async (name, theme) => {
  const session = await Session.start({}, (settings) => ({
    ...settings,
    'workbench.colorTheme': theme,
    'editor.minimap.enabled': false,
  }));
  try {
    const { workbench, sandbox } = session;
    session.writeFile('accounts.odata', query);
    await workbench.page.setViewportSize(size);
    await connectQuietly(workbench, sandbox);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await runBlock(workbench, 'accounts.odata', 2);
    await new ResultsPane(workbench).says(/ of [\d,]+ rows/);
    await widenResults(workbench);
    await useRows(new ResultsPane(workbench));
    await standStill(workbench);
    const file = path.resolve('media', 'screenshots', `rows-${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await picture(workbench.page));
  } finally {
    await session.dispose();
  }
});

/** As somebody who works with them: filtered, related records open, some amounts selected. */
async function useRows(pane: ResultsPane): Promise<void> {
  await pane.enter();
  for (const column of ['_transactioncurrencyid_value', 'accountid']) await pane.columnMenu(column, 'Hide');
  await pane.columnMenu('revenue', 'Filter…');
  await pane.type('<44,000,000');
  await pane.says(/\d+ of [\d,]+ rows pass the filter/);
  await pane.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Space');
  // Not everybody has tasks.
  while (!(await appears(pane.grid.getByText('scheduledend').first(), 1000))) {
    await pane.press('Space', 'ArrowDown', 'Space');
  }
  for (let row = 0; row < 4; row++) await pane.press('ArrowDown');
  await pane.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await pane.says(/Selected 5 cells/);
}

/** Moves the border between file and results to the left. */
async function widenResults({ page }: Workbench): Promise<void> {
  const border = await page.locator('.editor-group-container').nth(1).boundingBox();
  if (!border) throw new Error('There is no second group of editors.');
  await page.mouse.move(border.x, 500);
  await page.mouse.down();
  await page.mouse.move(440, 500, { steps: 8 });
  await page.mouse.up();
}

/** Away from everything that would show a hover, and for as long as a hover takes to go and lenses take to come. */
async function standStill({ page }: Workbench): Promise<void> {
  await page.mouse.move(300, 700);
  await page.waitForTimeout(3000);
}

async function picture(page: Page): Promise<Uint8Array> {
  const png = (await page.screenshot()).toString('base64');
  const { width, height, pixels } = await decode(page, png);
  return palettePng(Buffer.from(pixels, 'base64'), width, height);
}

/** The page knows how to read a PNG. Its script is text: what is known there is not known to Node. */
async function decode(page: Page, png: string): Promise<Decoded> {
  return page.evaluate<Decoded>(`(async () => {
    const bytes = Uint8Array.from(atob('${png}'), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
    return { width, height, pixels: btoa(text) };
  })()`);
}

/** `pixels` is RGBA in base64. */
interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly pixels: string;
}
