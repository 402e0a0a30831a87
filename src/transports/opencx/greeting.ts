import { listOf, numberOf, present, recordOf, textOf } from '../../net/untrusted.js';
import { ChatError } from '../../protocol/errors.js';
import type { Api } from './api.js';
import { isOpenAt } from './office-hours.js';

const MAX_QUESTIONS = 10;
/** Seconds between two polls where the backend does not say. */
const USUAL = 10;

/** What a backend says of itself before anybody spoke. */
export interface Greeting {
  /** `now`: it has `/config`, and contacts. `seed`: it has `/prelude`, and knows visitors by a header. */
  readonly generation: 'now' | 'seed';
  /** The bot's name and picture: its own, or the organization's. */
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly questions: readonly string[];
  /** Whether somebody is there; absent where it has no office hours. */
  readonly isOpenAt: (now: number) => boolean | undefined;
  /** The longest wait between two polls that it likes, in milliseconds. */
  readonly interval: number;
}

export const isMissing = (reason: unknown): boolean => ChatError.is(reason) && reason.code === 'not-found';

/** Both generations answer one of two routes; what they say may stand in either. */
function readGreeting(answer: unknown, generation: Greeting['generation']): Greeting {
  const said = recordOf(answer);
  const { officeHours, officeHoursTimezone } = said;
  const agent = recordOf(said['agent']);
  return {
    generation,
    questions: listOf(said['initialQuestions'], MAX_QUESTIONS).flatMap((each) => textOf(each) ?? []),
    isOpenAt: (now) => isOpenAt(officeHours, officeHoursTimezone, now),
    interval: (numberOf(said['sessionPollingIntervalSeconds']) ?? USUAL) * 1000,
    ...present({
      name: textOf(agent['name']) ?? textOf(recordOf(said['org'])['name']) ?? textOf(said['organizationName']),
      avatarUrl: textOf(agent['avatar_url']),
    }),
  };
}

/** Asks which generation a backend is of, and what it has to say. */
export async function askGreeting(api: Api, signal: AbortSignal): Promise<Greeting> {
  try {
    return readGreeting(await api.get('config', signal), 'now');
  } catch (reason) {
    if (!isMissing(reason)) throw reason;
    return readGreeting(await api.get('prelude', signal), 'seed');
  }
}
