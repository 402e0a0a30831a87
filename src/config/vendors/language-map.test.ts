import { expect } from '@open-wc/testing';
import { loadRemoteConfig } from '../remote.js';
import { mappedTexts } from './language-map.js';

const languageMap = {
  default: { title: 'Support', intro: 'Ask us', placeholder: '', confirmYes: 'Yes' },
  de: { title: 'Hilfe', intro: 'Fragen Sie uns', placeholder: 'Ihre Frage', initial: 'Hallo' },
  'fr-CA': { title: 'Soutien' },
  fr: { title: 'Aide' },
};
const headingFor = (chosen: readonly string[], browser: readonly string[], language = 'de, fr'): unknown =>
  mappedTexts({ languageMap, language }, chosen, browser)['heading'];

describe('the language map of a widget', () => {
  it('is said in what the page chose, else in what the browser speaks, else as it is', () => {
    expect(headingFor(['fr'], ['de'])).to.equal('Aide');
    expect(headingFor(['it', 'de'], ['fr'])).to.equal('Hilfe');
    expect(headingFor([], ['it', 'de-AT', 'fr'])).to.equal('Hilfe');
    expect(headingFor([], ['fr-CA'])).to.equal('Soutien');
    expect(headingFor(['it'], ['en'])).to.equal('Support');
    expect(headingFor([], [])).to.equal('Support');
  });

  it('is said in the widget’s own language where it has only one, unless the page chose', () => {
    expect(headingFor([], ['en'], 'de')).to.equal('Hilfe');
    expect(headingFor(['fr'], ['en'], 'de')).to.equal('Aide');
  });

  it('has its languages as a list, too', () =>
    expect(mappedTexts({ languageMap, language: ['de'] }, [], ['en'])['heading']).to.equal('Hilfe'));

  it('becomes the texts of the settings, and leaves out what it does not say', () => {
    expect(mappedTexts({ languageMap }, ['de'], [])).to.deep.equal({
      heading: 'Hilfe',
      intro: 'Fragen Sie uns',
      placeholder: 'Ihre Frage',
      initial: 'Hallo',
    });
    expect(mappedTexts({ languageMap }, [], [])).to.deep.equal({ heading: 'Support', intro: 'Ask us' });
  });

  it('has labels for the interface in a language of its own, but not by default', () => {
    const map = {
      default: { restart: 'Again', title: 'Hi' },
      de: { restart: 'Von vorn', confirmYes: 'Ja', language: 7 },
    };
    expect(mappedTexts({ languageMap: map }, ['de'], [])).to.deep.equal({
      labels: { 'menu.restart': 'Von vorn', 'restart.confirm': 'Ja' },
    });
    expect(mappedTexts({ languageMap: map }, ['fr'], [])).to.deep.equal({ heading: 'Hi' });
  });

  it('says nothing where it is none', () => {
    for (const broken of [undefined, null, 'de', [], { de: 'Hilfe' }, { default: ['Hilfe'] }, { de: { title: 7 } }])
      expect(mappedTexts({ languageMap: broken }, ['de', 'constructor', '__proto__'], [])).to.deep.equal({});
  });

  it('takes the place of the plain texts of a remote config', async () => {
    const config = JSON.stringify({ title: 'Support', intro: 'Ask us', language: 'de,fr', languageMap });
    const { first } = loadRemoteConfig({
      key: 'demo',
      configUrl: 'https://config.example',
      language: ['fr'],
      warn: () => undefined,
      fetch: () => Promise.resolve(new Response(config)),
    });
    expect((await first)?.remote).to.include({ heading: 'Aide', intro: 'Ask us' });
  });
});
