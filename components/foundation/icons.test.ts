import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import * as tray from '../conversation/attachment-tray/tray-icons.js';
import * as calls from '../conversation/call/call-icons.js';
import * as check from '../parts/card/check-icon.js';
import * as thumbs from '../parts/feedback/thumbs.js';
import * as play from '../parts/media/play-icon.js';
import * as picture from '../parts/picture/picture-icon.js';
import * as menu from '../shell/menu/menu-icons.js';
import { sheetOf } from './element-base.js';
import { staged } from './fakes/stage.js';
import * as family from './icons.js';
import { onwards } from './styles/onwards.js';

const all: Readonly<Record<string, unknown>> = {
  ...family, ...menu, ...calls, ...tray, ...thumbs, ...play, ...check, ...picture,
}; // prettier-ignore
const icons = Object.entries(all).filter(([, icon]) => typeof icon === 'object') as [string, TemplateResult][];

/** What becomes of each where lines begin at the right, and why. */
const decisions = {
  'points to where reading goes: mirrored': ['chevronIcon'],
  'is the same from both sides': [
    'menuIcon', 'closeIcon', 'crossIcon', 'downIcon', 'upIcon', 'stopIcon', 'exportIcon', 'microphoneIcon', 'hangUpIcon',
  ],
  'turns as clocks do, which is the same everywhere': ['restartIcon', 'againIcon'],
  'is a sign of its own that is written the same everywhere': ['checkIcon', 'maximizeIcon'],
  'plays as every player does': ['playIcon'],
  'shows a thing, as it is held or hung anywhere': [
    'callIcon', 'mutedIcon', 'paperclipIcon', 'pictureIcon', 'thumbUpIcon', 'thumbDownIcon',
  ],
} as const; // prettier-ignore
const mirrored: ReadonlySet<string> = new Set(decisions['points to where reading goes: mirrored']);

/** How a picture is turned in a button that runs this way, in a chat that runs that way. */
async function turned(icon: TemplateResult, chat: string, button = ''): Promise<string> {
  const { element } = await staged<HTMLElement>(html`<div dir=${chat}><button dir=${button}>${icon}</button></div>`);
  const root = element.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(onwards.cssText)];
  const drawn = element.querySelector('svg');
  return drawn ? getComputedStyle(drawn).scale : '';
}

describe('where lines begin at the right, an icon', () => {
  it('has been thought about', () => {
    const decided = Object.values(decisions).flat();
    expect(icons.map(([name]) => name).sort()).to.deep.equal([...decided].sort());
  });

  for (const [name, icon] of icons)
    it(`${name} is ${mirrored.has(name) ? 'mirrored' : 'as it is'}`, async () => {
      expect(await turned(icon, 'rtl')).to.equal(mirrored.has(name) ? '-1 1' : 'none');
      expect(await turned(icon, 'ltr')).to.equal('none');
    });

  it('follows the words that it stands behind', async () => {
    expect(await turned(family.chevronIcon, 'rtl', 'ltr')).to.equal('none');
    expect(await turned(family.chevronIcon, 'ltr', 'rtl')).to.equal('-1 1');
  });
});
