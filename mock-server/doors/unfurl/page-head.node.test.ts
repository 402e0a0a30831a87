import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { previewOf } from './preview-of.js';

const url = new URL('https://site.org/a/page');
const seen = (html: string) => previewOf({ url, html });
const title = (html: string) => seen(html)?.title;

describe('what a page says about itself', () => {
  it('is its Open Graph words, then those for cards, then its own', () => {
    const own = '<title>Own</title><meta name=description content="own words">';
    const card = '<meta name="twitter:title" content="Card"><meta name="twitter:description" content="card words">';
    const graph = `<meta property="og:title" content="Graph"><meta property='og:description' content='graph words'>
      <meta property="og:site_name" content="Site"><meta property="og:image" content="../picture.png">`;
    assert.deepEqual(seen(own), { url: url.href, title: 'Own', description: 'own words' });
    assert.deepEqual(seen(own + card), { url: url.href, title: 'Card', description: 'card words' });
    assert.deepEqual(seen(own + card + graph), {
      url: url.href,
      title: 'Graph',
      description: 'graph words',
      siteName: 'Site',
      image: 'https://site.org/picture.png',
    });
  });

  const titles: Readonly<Record<string, string | undefined>> = {
    '': undefined,
    'no markup at all': undefined,
    '<title></title>': undefined,
    '<title> \n </title>': undefined,
    '<TITLE>Loud</TITLE>': 'Loud',
    '<title\n>A\n\t B </title >': 'A B',
    '<title lang="en>">Quoted</title>': 'Quoted',
    '<title>First</title><title>Second</title>': 'First',
    '<title>Tom &amp; Jerry&#39;s &#x1F600; &eacute;t&eacute; &unknown; &#xD800;</title>': 'Tom & Jerry\'s 😀 été &unknown; \ufffd',
    '<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>': '<script>alert(1)</script>',
    '<title><b>not</b> markup</title>': '<b>not</b> markup',
    '<script>"<title>no</title>"</script><title>Yes</title>': 'Yes',
    '<style>/*<title>no</title>*/</style><title>Yes</title>': 'Yes',
    '<!-- <title>no</title> --><title>Yes</title>': 'Yes',
    '<!-- <title>no</title>': undefined,
    '<script>var a = 1': undefined,
    '<title>never closed': undefined,
    '<head></head><title>outside</title>': undefined,
    '<body><title>outside</title>': undefined,
    '<meta property=og:title content=Bare>': 'Bare',
    '<meta content="Turned round" property="OG:Title"/>': 'Turned round',
    '<meta property="og:title" content="">': undefined,
    '<meta property="og:title" content="a > b"><title>x</title>': 'a > b',
    '<meta property="og:title" content="One"><meta property="og:title" content="Two">': 'One',
    '<meta property="og:title" content="unclosed>': undefined,
    '<meta property="__proto__" content="x"><title>t</title>': 't',
    '<title>gpj\u202e.exe\u200b\u0007</title>': 'gpj.exe',
  }; // prettier-ignore
  for (const [html, expected] of Object.entries(titles))
    it(`of ${JSON.stringify(html)} is ${expected ?? 'nothing'}`, () => assert.equal(title(html), expected));

  it('is cut to a length that can be read, between two signs', () => {
    const long = seen(`<title>${'😀'.repeat(500)}</title><meta name=description content="${'word '.repeat(500)}">`);
    assert.equal([...(long?.title ?? '')].length, 200);
    assert.match(long?.title ?? '', /^(?:😀)+…$/u);
    assert.ok((long?.description ?? '').length <= 400);
  });

  it('does not say the same twice', () =>
    assert.equal('description' in (seen('<title>A</title><meta name=description content=A>') ?? {}), false));

  for (const image of ['javascript:alert(1)', 'data:image/png;base64,AA', 'https://u:p@site.org/x.png', 'http://[', `/${'a'.repeat(3000)}`])
    it(`takes no picture from ${image.slice(0, 40)}`, () => {
      const found = seen(`<title>t</title><meta property="og:image" content="${image}">`);
      assert.equal(found && 'image' in found, false);
    }); // prettier-ignore

  const hard: Readonly<Record<string, string>> = {
    'tags that open': '<'.repeat(500_000),
    'tags without an end': '<a '.repeat(150_000),
    'attributes without an end': `<meta ${'a="'.repeat(150_000)}`,
    'quotes of two kinds': `<meta ${`a="'`.repeat(120_000)}>`,
    'white space': `<meta${' '.repeat(500_000)}>`,
    'names and white space': `<meta ${`a${' '.repeat(90)}`.repeat(5000)}>`,
    'comments that open': '<!--'.repeat(120_000),
    'scripts that open': '<script>'.repeat(60_000),
    'titles that open': '<title>'.repeat(70_000),
    'many small tags': '<meta name=a content=b>'.repeat(20_000),
    'references': `<title>${'&'.repeat(500_000)}</title>`,
  }; // prettier-ignore
  for (const [what, html] of Object.entries(hard))
    // What began anew at each of them would not end before the run does.
    it(`is found in one go among ${what}`, () => {
      title(html);
      assert.equal(title(`<title>First</title>${html}`), 'First');
    });
});
