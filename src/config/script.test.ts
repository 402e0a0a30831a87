import { expect } from '@open-wc/testing';
import { scriptSettings } from './script.js';

describe('the settings of a script tag', () => {
  it('are those of its query string, and over them those of its data', () => {
    expect(
      scriptSettings('https://cdn.example/embed.js?key=demo&layout=inline&session-duration=5&utm=x&constructor=y', {
        layout: 'bubble',
        autoScroll: '',
        unknown: 'x',
      }),
    ).to.deep.equal({ key: 'demo', layout: 'bubble', sessionDuration: '5', autoScroll: '' });
  });
  it('know the key by both of its names', () => {
    expect(scriptSettings('https://cdn.example/embed.js?widget-key=a', {})).to.deep.equal({ key: 'a' });
    expect(scriptSettings('https://cdn.example/embed.js', { widgetKey: 'b' })).to.deep.equal({ key: 'b' });
  });
});
