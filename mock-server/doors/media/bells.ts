const RATE = 8000;
const NOTE = 0.66;
const NOTES = [659.26, 523.25, 783.99];
const HEADER = 44;

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

/** The header of a WAV file: one channel, eight bits. */
function header(samples: number): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii('RIFF'), 0);
  view.setUint32(4, HEADER - 8 + samples, true);
  bytes.set(ascii('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  bytes.set(ascii('data'), 36);
  view.setUint32(40, samples, true);
  return bytes;
}

/** Three notes of a bell as a WAV file, two seconds long. */
export function bells(): Uint8Array<ArrayBuffer> {
  const each = Math.round(RATE * NOTE);
  const samples = each * NOTES.length;
  const bytes = new Uint8Array(HEADER + samples);
  bytes.set(header(samples));
  for (let at = 0; at < samples; at += 1) {
    const time = (at % each) / RATE;
    const wave = Math.sin(2 * Math.PI * (NOTES[Math.floor(at / each)] ?? 0) * time) * Math.exp(-5 * time);
    bytes[HEADER + at] = 128 + Math.round(90 * wave);
  }
  return bytes;
}
