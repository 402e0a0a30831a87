/** What could lead somewhere, carry attributes, or cover the page: each may be drawn in any way but that one. */
export const hostile: readonly string[] = [
  String.raw`\href{javascript:alert(1)}{x}`,
  String.raw`\href{JaVaScRiPt:alert(1)}{x}`,
  String.raw`\href{https://evil.example}{x}`,
  String.raw`\url{javascript:alert(1)}`,
  String.raw`\url{https://evil.example/?q=1}`,
  String.raw`\includegraphics[width=1em,alt=x]{https://evil.example/pixel.png}`,
  String.raw`\includegraphics{data:image/svg+xml,<svg onload=alert(1)>}`,
  String.raw`\htmlClass{frame}{x}`,
  String.raw`\htmlId{send}{x}`,
  String.raw`\htmlStyle{position:fixed;inset:0;background:red}{x}`,
  String.raw`\htmlData{onclick=alert(1), foo=bar}{x}`,
  String.raw`\htmlData{x" onerror="alert(1)=1}{x}`,
  String.raw`\text{<img src=x onerror=alert(1)>}`,
  String.raw`\unknown<img src=x onerror=alert(1)>`,
  String.raw`\color{url(https://evil.example)}x`,
  String.raw`\textcolor{red;background:url(https://evil.example)}{x}`,
  String.raw`\verb|<script>alert(1)</script>|`,
  String.raw`\char"3C img src=x onerror=alert(1)>`,
  String.raw`\rule{1e9em}{1e9em}`,
  String.raw`\raisebox{1e9em}{x}\kern{-1e9em}\llap{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}`,
];

/** Small texts that mean a lot of work, and what is simply too much. */
export const bombs: Readonly<Record<string, string>> = {
  'a loop': String.raw`\def\a{\a x}\a`,
  'a loop that doubles': String.raw`\def\a#1{\a{#1#1}}\a{x}`,
  'a long macro, often': `\\def\\a{${'x'.repeat(3000)}}${'\\a'.repeat(500)}`,
  'laughs by the billion': String.raw`\def\a{xx}\def\b{\a\a}\def\c{\b\b}\def\d{\c\c}\def\e{\d\d}\def\f{\e\e}\def\g{\f\f}\def\h{\g\g}\def\i{\h\h}\def\j{\i\i}\def\k{\j\j}\k`,
  edef: `\\def\\a{xxxxxxxxxx}${'\\edef\\a{\\a\\a}'.repeat(30)}\\a`,
  'a macro of many parameters': `\\newcommand{\\a}[1]{${'#1'.repeat(900)}}\\a{${'x'.repeat(1900)}}`,
  'deep braces': `${'{'.repeat(2000)}x${'}'.repeat(2000)}`,
  'deep roots': `${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}`,
  'tables in tables': `${'\\begin{matrix}'.repeat(130)}x${'\\end{matrix}'.repeat(130)}`,
  'deep powers': `${'x^{'.repeat(1000)}x${'}'.repeat(1000)}`,
  'a wide table': `\\begin{matrix}${'&'.repeat(3900)}\\end{matrix}`,
  'more than a formula may have': 'x'.repeat(4097),
};
