import { expect } from '@open-wc/testing';
import { attributeOf, attributes, fields, keys, settingOf } from './config.js';

describe('the table of settings', () => {
  it('knows each setting by its attribute', () => {
    for (const key of keys) expect(settingOf(attributeOf(key))).to.equal(key);
    expect(attributeOf('sessionDuration')).to.equal('session-duration');
  });
  it('has two attributes for the key, and leaves the native title alone', () => {
    expect(settingOf('key')).to.equal('key');
    expect(settingOf('widget-key')).to.equal('key');
    expect(attributes).to.include('widget-key').and.not.include('title');
  });
  it('knows no setting by a word that every object has', () => {
    for (const word of ['constructor', '__proto__', 'to-string', 'toString'])
      expect(settingOf(word)).to.equal(undefined);
  });
  it('says of each what it is for', () => {
    for (const key of keys) expect(fields[key].doc, key).to.match(/\S/);
  });
});
