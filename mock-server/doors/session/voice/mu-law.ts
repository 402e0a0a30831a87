/** Sound as telephones have it (G.711 µ-law): 8000 samples a second, a byte each. Browsers speak it without a library. */
export const RATE = 8000;
/** Milliseconds of one packet, and its samples. */
export const PACKET = 20;
export const SAMPLES = (RATE * PACKET) / 1000;

const BIAS = 0x84;
const CLIP = 32_635;
/** Louder than this is a voice, or a device that plays one. */
const VOICE = 400;

/** A sample of 16 bits as one byte. */
export function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), CLIP) + BIAS;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** One byte as a sample of 16 bits. */
export function decodeSample(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << exponent) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

/** Whether somebody can be heard in a packet. */
export const isVoice = (packet: Uint8Array): boolean => packet.some((byte) => Math.abs(decodeSample(byte)) > VOICE);

const PITCHES = [440, 523, 494, 392];
/** Packets of one syllable, and of the rest after it. */
const SYLLABLE = 9;
const REST = 2;
const LOUDNESS = 9000;

/** The bot's voice: tones in the rhythm of speech. The packet with the given number. */
export function spokenPacket(number: number): Uint8Array {
  const syllable = Math.floor(number / (SYLLABLE + REST));
  const resting = number % (SYLLABLE + REST) >= SYLLABLE;
  const pitch = PITCHES[syllable % PITCHES.length] ?? 440;
  return Uint8Array.from({ length: SAMPLES }, (_, at) =>
    encodeSample(resting ? 0 : LOUDNESS * Math.sin((2 * Math.PI * pitch * (number * SAMPLES + at)) / RATE)),
  );
}

/** A packet in which nobody says anything. */
export const silentPacket = (): Uint8Array => new Uint8Array(SAMPLES).fill(encodeSample(0));
