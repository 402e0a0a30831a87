/** The loader, as a page of Airy's fetches it: starts our widget from what the page wrote into `window.airy`. */
export const loader = `(() => {
  const script = document.currentScript;
  const start = async () => {
    const { dress } = await import(new URL('/snippets.js', script.src).href);
    await dress(document.body.appendChild(document.createElement('chat-widget')), script);
  };
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start, { once: true });
})();
`;

/** An address or an id within a script. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

const page = (snippet: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Chat plugin example</title>
    <link rel="icon" href="data:,">
    <script>
${snippet}
    </script>
  </head>
  <body>
    <h1>A page with the chat plugin</h1>
  </body>
</html>
`;

/** The page of the older generation, with its snippet. */
export const firstExample = (channel: string, host: string): string =>
  page(`      (function(w, d, s, n) {
        w[n] = w[n] || {};
        w[n].cid = ${quoted(channel)};
        w[n].h = ${quoted(host)};
        var f = d.getElementsByTagName(s)[0],
          j = d.createElement(s);
        j.async = true;
        j.src = w[n].h + "/s.js";
        f.parentNode.insertBefore(j, f);
      })(window, document, "script", "airy");`);

/** The page of the newer generation, with its snippet. */
export const example = (channel: string, host: string): string =>
  page(`      (function(w, d, s, n) {
        w[n] = w[n] || {};
        w[n].channelId = ${quoted(channel)};
        w[n].host = ${quoted(host)};
        w[n].config = {};
        var f = d.getElementsByTagName(s)[0],
          j = d.createElement(s);
        j.async = true;
        j.src = w[n].host + "/chatplugin/ui/s.js";
        f.parentNode.insertBefore(j, f);
      })(window, document, "script", "airy");`);
