import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { inBestOrder } from '../../../scripts/lib/bundling/order.mjs';

/** Too long for what is alike to be seen from one to the other. */
const filler = Array.from(
  { length: 400 },
  (_, at) => `function f${at}(){return [${[1, 2, 3, 4].map((part) => Math.sin(at * part)).join()}]}`,
).join('');
const alike = (name: string): string =>
  `function ${name}(){return "A sentence that two functions have in common, and that is long enough to be worth it."}`;

/** What is assigned to `result` by a script in which two functions that are alike stand far from each other. */
async function resultOf(script: string): Promise<{ before: unknown; after: unknown; moved: boolean }> {
  const code = `"use strict";${alike('one')}${filler}${alike('two')}${script}`;
  const ordered = await inBestOrder(code);
  const run = (text: string): unknown => {
    const context: { result: unknown } = { result: undefined };
    runInNewContext(text, context);
    return context.result;
  };
  return { before: run(code), after: run(ordered), moved: ordered.length > 0 && ordered !== code };
}

describe('the order of declarations in a packed script', () => {
  it.each([
    ['is strict as before', 'result=(function(){return this===void 0})();'],
    [
      'has a class behind the one that it extends',
      'var a=class{n=1},b=class extends a{m=2};result=new b().n;',
    ],
    ['has a value behind those that it is made of', 'var a=[1,2],b={a:a},c=[b,b];result=c[1].a.length;'],
    [
      'copies a list when it was filled',
      'var a=[];a.push(1);var b=[...a],c=new Set(a);result=b.length+c.size;',
    ],
    ['takes a variable when it was set', 'var a=1;a=2;var b={a:a};result=b.a;'],
    ['counts in the same order', 'var a=0,b=()=>++a,c=b(),d=b(),e={c:c,d:d};result=e.c*10+e.d;'],
    ['keeps what is declared twice', 'var a=1,b={a:a},a=2;result=a*10+b.a;'],
    ['runs static blocks when it comes to them', 'var a={n:1};a.n=2;var b=class{static n=a.n};result=b.n;'],
    ['keeps what is declared in a try', 'try{var a=[5]}catch{}var b={a:a};result=b.a[0];'],
    ['keeps what is declared in a condition', 'if(1)var a=[5];var b={a:a};result=b.a[0];'],
    ['keeps what is declared in a block', '{var a=[5]}var b={a:a};result=b.a[0];'],
    ['keeps what is declared in a loop', 'for(var i=0,a=[5];i<1;i++);var b={a:a};result=b.a[0];'],
    [
      'extends a class when it has its members',
      'function a(){}a.prototype={n(){return 3}};var b=class extends a{};result=new b().n();',
    ],
    ['takes pairs when they are whole', 'var a=["k",1];a[1]=2;var b=new Map([a]);result=b.get("k");'],
    ['reads computed names when it comes to them', 'var a={n:"x"};a.n="y";var b={[a.n]:5};result=b.y;'],
  ])('%s', async (_, script) => {
    const { before, after, moved } = await resultOf(script);
    expect(moved).toBe(true);
    expect(after).toEqual(before);
  });

  it('is the same each time', async () => {
    const code = `"use strict";${alike('one')}${filler}${alike('two')}`;
    expect(await inBestOrder(code)).toBe(await inBestOrder(code));
  });

  it('puts together what is alike, within a function that is called at once, too', async () => {
    const ordered = await inBestOrder(`"use strict";(()=>{${alike('one')}${filler}${alike('two')}})();`);
    expect(ordered).toMatch(/^"use strict";\(\(\)=>\{/);
    expect(Math.abs(ordered.indexOf('function one(') - ordered.indexOf('function two('))).toBeLessThan(200);
  });
});
