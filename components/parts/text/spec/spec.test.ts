import { expect } from '@open-wc/testing';
import { addressPolicy } from '../../address-policy.js';
import { resolveConfig } from '../../../../src/config/resolve.js';
import { loadSanitiser, sanitiser } from '../sanitiser.js';
import { sceneOf } from '../scene.test-data.js';
import { MarkdownStream } from '../stream.js';
import commonmark from './commonmark.json';
import { differences } from './differences.js';
import gfm from './gfm.json';

interface Example {
  readonly number: number;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

// Relative addresses are the examples' own: here they may lead somewhere.
const addresses = addressPolicy(
  resolveConfig({ properties: { allowedLinkHosts: ['*', location.host], allowedImageHosts: ['*'] } }),
);
const scene = sceneOf({ addresses });

function draw(text: string, size = text.length || 1): HTMLElement {
  const root = document.createElement('div');
  const stream = new MarkdownStream(root, scene);
  for (let end = size; end < text.length; end += size) while (stream.draw(text.slice(0, end), true));
  while (stream.draw(text, false));
  return root;
}

/** Text nodes that touch are one; between blocks, spaces and line ends mean nothing. */
const blocks = new Set(
  'blockquote details div dl h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td th thead tr ul'.split(' '),
);
function shape(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return '';
  const { localName: name } = node;
  const inside = [...node.childNodes].map(shape).join('');
  const attributes = [...node.attributes]
    .map(({ name, value }) => ` ${name}=${JSON.stringify(value.trim())}`)
    .sort()
    .join('');
  if (name === 'pre') return `\n<pre${attributes}>${inside}</pre>\n`;
  const spaced = inside.replace(/[ \n]+/g, ' ').replace(/(<br>) /g, '$1');
  if (name === 'br' || name === 'img' || name === 'input') return `<${name}${attributes}>`;
  if (name === 'a' && !inside.trim()) return `<a${attributes}></a>`;
  return blocks.has(name)
    ? `\n<${name}${attributes}>${spaced.trim()}</${name}>\n`
    : `<${name}${attributes}>${spaced}</${name}>`;
}
/** Spaces at a block's edge mean nothing either. */
const shapeOf = (root: Node) =>
  [...root.childNodes]
    .map(shape)
    .join('')
    .replace(/[ \n]*\n[ \n]*/g, '\n')
    .trim();

/** Our own additions taken back. */
function ours(root: HTMLElement): HTMLElement {
  const swap = (
    old: Element,
    tag: string,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly Node[]
  ) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    old.replaceWith(element);
    return element;
  };
  for (const code of root.querySelectorAll('chat-code')) {
    const language = code.getAttribute('language');
    const text = code.textContent && `${code.textContent}\n`;
    const inner = document.createElement('code');
    if (language) inner.className = `language-${language}`;
    inner.append(text);
    swap(code, 'pre', {}, inner);
  }
  for (const picture of root.querySelectorAll('chat-picture'))
    swap(picture, 'img', {
      src: picture.picture?.url ?? '',
      alt: picture.picture?.alt ?? '',
      ...(picture.title ? { title: picture.title } : {}),
    });
  for (const box of root.querySelectorAll('div.table')) box.replaceWith(...box.childNodes);
  for (const element of root.querySelectorAll('*'))
    for (const name of ['dir', 'part', 'target', 'rel', 'aria-label', 'class'])
      if (name !== 'class' || element.localName !== 'code') element.removeAttribute(name);
  return root;
}

/** What the example says, under the same law: addresses as they may be, and raw HTML as it may be. */
function theirs(html: string): HTMLElement {
  const root = document.createElement('div');
  root.append(sanitiser().sanitise(html.trim()));
  for (const link of root.querySelectorAll('a')) {
    const url = addresses.link(link.getAttribute('href'));
    if (url && link.hasAttribute('href')) link.setAttribute('href', url);
    else link.replaceWith(...link.childNodes);
  }
  for (const image of root.querySelectorAll('img')) {
    const address = addresses.media(image.getAttribute('src'));
    image.alt ||= '';
    if (address) image.setAttribute('src', address.url);
    else image.replaceWith(image.alt);
  }
  for (const box of root.querySelectorAll('input')) box.setAttribute('disabled', '');
  for (const element of root.querySelectorAll('[class]'))
    if (element.localName !== 'code') element.removeAttribute('class');
  return root;
}

const specifications: Readonly<Record<'commonmark' | 'gfm', readonly Example[]>> = { commonmark, gfm };

for (const name of ['commonmark', 'gfm'] as const)
  describe(`the examples of ${name}`, () => {
    const known = differences[name];
    const examples = specifications[name];
    before(loadSanitiser);

    it('are drawn as they say, or as we say why not', () => {
      const found: Record<number, string> = {};
      for (const { number, markdown, html } of examples) {
        const [drawn, expected] = [shapeOf(ours(draw(markdown))), shapeOf(theirs(html))];
        if (drawn !== expected && !Object.hasOwn(known, number))
          found[number] = `${JSON.stringify(markdown)}\n— drawn:\n${drawn}\n— expected:\n${expected}\n`;
        if (drawn === expected && Object.hasOwn(known, number)) found[number] = 'is no difference any more';
      }
      expect(
        Object.entries(found)
          .map((each) => each.join(': '))
          .join('\n'),
      ).to.equal('');
    }).timeout(60_000);
    it('are the same in small pieces', () => {
      for (const { number, markdown } of examples)
        for (const size of [1, 4])
          expect(draw(markdown, size).innerHTML, `${number}`).to.equal(draw(markdown).innerHTML);
    }).timeout(120_000);
    it('that differ have a sentence each', () => {
      for (const reason of Object.values(known)) expect(reason).to.match(/^\p{Lu}.{20,}\.$/u);
    });
  });
