import { expect } from '@open-wc/testing';
import { resolveConfig } from '../../src/config/resolve.js';
import { staged } from '../foundation/fakes/stage.js';
import { html } from 'lit';
import { sheetsOf } from './looks.js';

const { warn } = console;
let lines: string[];
beforeEach(() => {
  lines = [];
  console.warn = (line: string) => lines.push(line);
});
afterEach(() => (console.warn = warn));

const sheets = (settings: Readonly<Record<string, unknown>>) => sheetsOf(resolveConfig({ properties: settings }));
const rules = (settings: Readonly<Record<string, unknown>>): readonly string[] =>
  sheets(settings).flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));

describe('the looks', () => {
  it('are accessible', async () => {
    const { element, isAccessible } = await staged(
      html`<p style="color: var(--chat-accent-text); background: var(--chat-surface)">Words in the brand’s colour</p>`,
    );
    const root = element.getRootNode() as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets({ theme: { primaryColor: '#ffd400' } })];
    await isAccessible();
  });

  it('set what a theme says on the host', () => {
    const [rule] = rules({ theme: { primaryColor: '#3f5bf6', colorScheme: 'dark', radius: 'none' } });
    expect(rule).to.match(/^:host \{/);
    expect(rule).to.include('--chat-accent: #3f5bf6').and.include('color-scheme: dark !important');
    expect(rule).to.include('--chat-radius-panel: 0px');
  });

  const hostile: Readonly<Record<string, unknown>> = {
    primaryColor: 'red; } * { background: url(https://evil.example/1) } a {',
    surface: 'url(https://evil.example/2)',
    fontFamily: "x'; } @import 'https://evil.example/3'; a {",
    text: 'var(--x, url(https://evil.example/4))',
    width: '1px; position: fixed',
    muted: '\\75rl(https://evil.example/5)',
    '} * { color': 'red',
  };
  for (const [name, value] of Object.entries(hostile))
    it(`refuse a theme whose ${name} is ${String(value)}`, () => {
      const all = rules({ theme: { [name]: value } });
      expect(all).to.have.length(1);
      expect(all[0]).to.match(/^:host \{\s*\}$/);
    });

  it('keep the page’s own rules', () => {
    const own = '.launcher { border-radius: 4px; } @media (min-width: 1px) { .frame { color: red; } }';
    const [, ...all] = rules({ customCss: own });
    expect(all).to.have.length(2);
    expect(all[0]).to.include('border-radius: 4px');
    expect(lines).to.deep.equal([]);
  });

  const fetching: Readonly<Record<string, string>> = {
    'an address': '.launcher { background: url(https://evil.example/a.png) }',
    'an address in disguise': '.launcher { background: \\75 rl(https://evil.example/b.png) }',
    'an address behind a comment': '.launcher { background: url/**/( "https://evil.example/c.png" ) }',
    'an image set': '.launcher { background: image-set("https://evil.example/d.png" 1x) }',
    'a nested address': '@media all { .launcher { background: url("https://evil.example/e.png") } }',
    'a nested rule': '.frame { color: red; & .launcher { background: url(https://evil.example/f.png) } }',
    'a font': '@font-face { font-family: x; src: url(https://evil.example/g.woff2) }',
    'a layer of addresses': '@layer x { .frame { cursor: url(https://evil.example/h.cur), auto } }',
    'what is typed': 'input[value^="a"] { color: red }',
    'what is typed, in disguise': 'input[ v\\61lue ^= "b" ] { color: red }',
    'a property with an address': '.frame { --x: url(https://evil.example/i.png); background: var(--x) }',
    'a source function': '.launcher { background: src("https://evil.example/j.png") }',
  };
  for (const [what, css] of Object.entries(fetching))
    it(`leave out a rule with ${what}`, () => {
      const [, ...all] = rules({ customCss: `${css} .panel { color: blue; }` });
      expect(all.join('\n')).not.to.match(/evil|value/);
      expect(all.at(-1)).to.equal('.panel { color: blue; }');
    });

  it('import nothing', () => {
    const [, ...all] = rules({ customCss: '@import "https://evil.example/k.css"; .panel { color: blue; }' });
    expect(all).to.deep.equal(['.panel { color: blue; }']);
  });

  it('say one line with a code of each rule that is left out, however often they are made', () => {
    const customCss = '.once { background: url(https://evil.example/once.png) }';
    sheets({ customCss });
    sheets({ customCss });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^\[chat-widget\] bad-css: .*\.once/);
  });
});
