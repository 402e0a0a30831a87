import { expect } from '@open-wc/testing';
import { contrast, luminance, toRgb } from './contrast.js';
import { themeProperties } from './theme.js';
import { tokens } from './tokens.js';

const read = (theme: Readonly<Record<string, unknown>>) => {
  const lines: string[] = [];
  return { properties: themeProperties(theme, (line) => lines.push(line)), lines };
};
const ratio = (one = '', other = ''): number =>
  contrast(luminance(toRgb(one) ?? [Number.NaN]), luminance(toRgb(other) ?? [Number.NaN]));

describe('a theme', () => {
  for (const color of [
    '#3f5bf6',
    '#ffd400',
    'white',
    'black',
    'hsl(211, 65%, 59%)',
    'rgb(0 128 0)',
    'oklch(0.7 0.2 30)',
    '#777',
  ])
    it(`makes ${color} a brand that can be read`, () => {
      const { properties } = read({ primaryColor: color });
      const [, light, dark] =
        /^light-dark\((rgb\([\d ]+\)), (rgb\([\d ]+\))\)$/.exec(properties.get('--chat-accent-text') ?? '') ?? [];
      expect(properties.get('--chat-accent')).to.equal(color);
      expect(ratio(properties.get('--chat-on-accent'), color)).to.be.at.least(4.5);
      expect(ratio(light, '#fff')).to.be.at.least(4.5);
      expect(ratio(dark, '#14161b')).to.be.at.least(4.5);
      expect(CSS.supports('color', properties.get('--chat-accent-soft') ?? '')).to.be.true;
    });

  it('reports a repaired color once', () => {
    const { lines } = read({ primaryColor: '#ffd400' });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^\[chat-widget\] theme-contrast: .*#ffd400.* on light \(1\.\d:1 → 4\.[5-9]:1\)/);
  });

  const hidden: readonly [Readonly<Record<string, string>>, string, string][] = [
    [{ text: '#999', surface: '#fff' }, '--chat-text', '#fff'],
    [{ text: '#222', surface: '#000' }, '--chat-text', '#000'],
    [{ muted: '#bbb', surface: 'white' }, '--chat-muted', 'white'],
    [{ accentText: 'yellow', surface: 'white' }, '--chat-accent-text', 'white'],
    [{ onAccent: '#fff', primaryColor: '#ffd400' }, '--chat-on-accent', '#ffd400'],
  ];
  for (const [theme, name, ground] of hidden)
    it(`lets nobody hide words: ${JSON.stringify(theme)}`, () => {
      const { properties, lines } = read(theme);
      expect(ratio(properties.get(name), ground)).to.be.within(4.45, 6);
      expect(
        lines.filter((line) => line.startsWith(`[chat-widget] theme-contrast: “${name.slice(7)}”`)),
      ).to.have.length(1);
    });

  it('leaves words alone that can be read', () => {
    const { properties, lines } = read({ text: '#333', surface: '#fafafa', accent: '#123', onAccent: '#fff' });
    expect(properties.get('--chat-text')).to.equal('#333');
    expect(lines).to.deep.equal([]);
  });

  it('measures as WCAG does', () => {
    expect(ratio('#777', 'white')).to.be.closeTo(4.48, 0.01);
    expect(ratio('white', 'black')).to.be.closeTo(21, 0.001);
  });

  const bad: readonly [string, unknown][] = [
    ['primaryColor', 'red; background: url(https://evil.example)'],
    ['primaryColor', 'url(https://evil.example)'],
    ['primaryColor', 'image-set("a.png" 1x)'],
    ['primaryColor', 'var(--secret)'],
    ['primaryColor', 'light-dark(red, blue)'],
    ['primaryColor', 'inherit'],
    ['primaryColor', 'currentColor'],
    ['primaryColor', 'rgb(0 0 0 / 0.2)'],
    ['primaryColor', 'nonsense'],
    ['primaryColor', 7],
    ['primaryColor', ['red']],
    ['surface', 'red}'],
    ['surface', '\\72 ed'],
    ['text', 'expression(alert(1))'],
    ['fontFamily', 'x; } * { color: red'],
    ['fontFamily', 'url(https://evil.example)'],
    ['fontFamily', '\\66oo'],
    ['radius', 'calc(1px * 99)'],
    ['radius', '-4px'],
    ['radius', 'constructor'],
    ['density', 'toString'],
    ['density', 1],
    ['colorScheme', 'purple'],
    ['width', '100vw'],
    ['triggerOffset', '20px; color: red'],
    ['motion', '1s'],
    ['zIndex', -1],
    ['avatar', 'url(https://evil.example)'],
    ['sizeText', 'huge'],
  ];

  it('has a word for every token, but for shadows, which are CSS’s alone', () => {
    const names = [...`${tokens}`.matchAll(/--chat-([\w-]+):/g)].map(([, name = '']) => name);
    expect(names.length).to.be.above(30);
    const said = names.map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    // What is no value of a token is a line on the console, what is no token is not.
    const unheard = said.filter((name) => read({ [name]: 'url(https://evil.example)' }).lines.length === 0);
    expect(unheard).to.deep.equal(['shadowCard', 'shadowPanel']);
  });
  for (const [name, value] of bad)
    it(`refuses ${name}: ${JSON.stringify(value)}`, () => {
      const { properties, lines } = read({ [name]: value });
      expect([...properties]).to.deep.equal([]);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(new RegExp(`^\\[chat-widget\\] bad-theme: .*${name}`));
    });

  const good: readonly [string, unknown, string, string][] = [
    ['colorScheme', 'auto', 'color-scheme', 'light dark'],
    ['colorScheme', 'dark', 'color-scheme', 'dark'],
    ['radius', 'none', '--chat-radius-panel', '0px'],
    ['radius', 'none', '--chat-radius-pill', '0px'],
    ['radius', 9, '--chat-radius-panel', '10px'],
    ['radius', 400, '--chat-radius-bubble', '32px'],
    ['radius', 'full', '--chat-radius-control', '18px'],
    ['density', 'compact', '--chat-space-4', '12px'],
    ['density', 'spacious', '--chat-control', '42px'],
    ['fontFamily', "'Open Sans', sans-serif", '--chat-font', "'Open Sans', sans-serif"],
    ['triggerOffset', '32px', '--chat-offset', '32px'],
    ['width', 99_999, '--chat-width', '1200px'],
    ['accentText', 'navy', '--chat-accent-text', 'navy'],
    ['radiusPill', '8px', '--chat-radius-pill', '8px'],
    ['space1', 2, '--chat-space-1', '2px'],
    ['fieldLine', '#abc', '--chat-field-line', '#abc'],
    ['sizeText', 16, '--chat-size-text', '16px'],
    ['sizeMeta', '400px', '--chat-size-meta', '40px'],
    ['motion', 90, '--chat-motion', '90ms'],
    ['motion', '0ms', '--chat-motion', '0ms'],
    ['zIndex', 40, '--chat-z-index', '40'],
    ['zIndex', '9999999999', '--chat-z-index', '2147483647'],
    ['avatar', 'teal', '--chat-avatar', 'teal'],
    ['codeString', '#0e7443', '--chat-code-string', '#0e7443'],
  ];
  for (const [name, value, property, expected] of good)
    it(`reads ${name}: ${JSON.stringify(value)}`, () => {
      const { properties, lines } = read({ [name]: value });
      expect(properties.get(property)).to.equal(expected);
      expect(lines).to.deep.equal([]);
    });

  it('lets a single token win over the lever that moves it with others', () => {
    const { properties } = read({ space1: 9, accentText: '#123456', density: 'compact', primaryColor: '#3f5bf6' });
    expect(properties.get('--chat-space-1')).to.equal('9px');
    expect(properties.get('--chat-accent-text')).to.equal('#123456');
  });

  it('leaves what it does not know alone', () => {
    const { properties, lines } = read(
      JSON.parse('{"__proto__": {"radius": 1}, "palette": "x", "constructor": "y"}') as object as Record<
        string,
        unknown
      >,
    );
    expect([...properties]).to.deep.equal([]);
    expect(lines).to.deep.equal([]);
  });
});
