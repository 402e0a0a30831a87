import { defaultPlatform, type Platform } from '../platform.js';
import type { Tabs } from '../tabs.js';

/** Tabs of one profile without a browser: who leads follows the rules of Web Locks, words take a turn and are cloned. */
export interface TabsHub {
  /** Another tab. It leads when nobody does. */
  readonly open: (id?: string) => Tabs;
  /** Gone without a word; browsers hand its lock on. */
  readonly crash: (tab: Tabs) => void;
  /** Put aside with warning (`freeze`, back/forward cache): it gives the lead up, and hears nothing until it thaws. */
  readonly freeze: (tab: Tabs) => void;
  /** Stops without warning and keeps the lock: it believes to lead until it thaws, and hears then what was said. */
  readonly stall: (tab: Tabs) => void;
  /** Nobody sees it any more. */
  readonly hide: (tab: Tabs) => void;
  /** A tab in sight looks for the leader, as it does every two seconds: one in the background may give it the lead. */
  readonly ask: (tab: Tabs) => void;
  /** Goes on after `freeze` or `stall`. */
  readonly thaw: (tab: Tabs) => void;
}

interface Member {
  readonly id: string;
  life: 'awake' | 'stalled' | 'frozen' | 'gone';
  hidden: boolean;
  isStuck: () => boolean;
  /** Who leads, as far as this tab knows. */
  leader: string | undefined;
  readonly heard: Set<string>;
  /** What happened to it while it was stalled. */
  readonly late: (() => void)[];
  readonly messages: Set<(message: unknown, from: string) => void>;
  readonly changes: Set<() => void>;
  readonly gone: Set<() => void>;
  decide: () => void;
}

/** A leader that does not answer is asked after two seconds at the latest, and given two seconds. */
const STEAL_MS = 4_000;
const DECIDED_MS = 1_000;

/** One profile; `after` may be a fake clock's. */
export function tabsHub({ after = defaultPlatform.after }: Partial<Pick<Platform, 'after'>> = {}): TabsHub {
  const members = new Map<string, Member>();
  /** The first has the lock, the others wait for it. */
  let line: Member[] = [];
  let watching = false;
  let ids = 0;

  const othersOf = (member: Member) => [...members.values()].filter((other) => other !== member);
  const isAwake = (member: Member) => member.life === 'awake';

  /** Everything reaches a tab one turn later: never while it is frozen, and late, but in its order, when it was stalled. */
  function happen(member: Member, deed: () => void): void {
    after(0, () => {
      if (member.life === 'stalled' || member.late.length > 0) member.late.push(deed);
      else if (isAwake(member)) deed();
    });
  }
  /** What it missed while it was stalled, one task each. */
  function catchUp(member: Member): void {
    after(0, () => {
      if (!isAwake(member)) return;
      member.late.shift()?.();
      if (member.late.length > 0) catchUp(member);
    });
  }
  function know(member: Member, leader: string | undefined): void {
    if (leader) member.decide();
    if (member.leader === leader) return;
    member.leader = leader;
    for (const listener of [...member.changes]) listener();
  }

  /** The first in the line learns that the lock is its own, and tells. */
  function promote(): void {
    const [first] = line;
    if (!first) return;
    watch();
    happen(first, () => {
      if (line[0] !== first || first.leader === first.id) return;
      know(first, first.id);
      for (const other of othersOf(first))
        happen(other, () => {
          other.heard.add(first.id);
          if (line[0] === first) know(other, first.id);
        });
    });
  }
  function watch(): void {
    if (watching || line[0]?.life !== 'stalled' || !line.some(isAwake)) return;
    watching = true;
    after(STEAL_MS, () => {
      watching = false;
      const thief = line.find(isAwake);
      if (line[0]?.life === 'stalled' && thief) steal(line[0], thief);
      watch();
    });
  }
  function steal(from: Member, thief: Member): void {
    line = [thief, ...line.filter((member) => member !== from && member !== thief)];
    thief.heard.delete(from.id);
    promote();
    happen(from, () => {
      know(from, undefined);
      join(from);
    });
  }

  function join(member: Member): void {
    line.push(member);
    if (line[0] === member) promote();
    watch();
    for (const other of othersOf(member))
      happen(other, () => {
        other.heard.add(member.id);
        happen(member, () => {
          member.heard.add(other.id);
          if (other.leader === other.id && line[0] === other) know(member, other.id);
        });
      });
  }
  function leave(member: Member): void {
    const led = line[0] === member;
    line = line.filter((waiting) => waiting !== member);
    if (led) promote();
  }
  function sayGoodbye(member: Member): void {
    member.heard.clear();
    for (const other of othersOf(member))
      happen(other, () => {
        other.heard.delete(member.id);
        for (const listener of [...other.gone]) listener();
      });
  }
  const memberOf = ({ id }: Tabs, then: (member: Member) => void): void => {
    const member = members.get(id);
    if (member) then(member);
  };

  return {
    open(id = `tab-${++ids}`) {
      const member: Member = {
        id,
        life: 'awake',
        hidden: false,
        isStuck: () => false,
        leader: undefined,
        heard: new Set(),
        late: [],
        messages: new Set(),
        changes: new Set(),
        gone: new Set(),
        decide: () => {},
      };
      members.set(id, member);
      const decided = new Promise<void>((resolve) => {
        const undo = after(DECIDED_MS, resolve);
        member.decide = () => {
          undo();
          resolve();
        };
      });
      join(member);
      return {
        id,
        decided,
        leads: () => member.leader === id,
        others: () => member.heard.size > 0,
        knows: (other) => member.heard.has(other),
        post(message) {
          const copy: unknown = structuredClone(message);
          if (!isAwake(member)) return;
          for (const other of othersOf(member))
            happen(other, () => {
              other.heard.add(id);
              for (const listener of [...other.messages]) listener(structuredClone(copy), id);
            });
        },
        onMessage(listener) {
          member.messages.add(listener);
          return () => void member.messages.delete(listener);
        },
        onChange(listener) {
          member.changes.add(listener);
          return () => void member.changes.delete(listener);
        },
        onGone(listener) {
          member.gone.add(listener);
          return () => void member.gone.delete(listener);
        },
        yieldWhen: (stuck) => void (member.isStuck = stuck),
        close() {
          if (!members.delete(id)) return;
          member.decide();
          member.life = 'gone';
          member.leader = undefined;
          sayGoodbye(member);
          leave(member);
        },
      };
    },
    crash: (tab) =>
      memberOf(tab, (member) => {
        members.delete(member.id);
        member.life = 'gone';
        member.leader = undefined;
        leave(member);
      }),
    freeze: (tab) =>
      memberOf(tab, (member) => {
        sayGoodbye(member);
        member.life = 'frozen';
        leave(member);
        know(member, undefined);
      }),
    hide: (tab) => memberOf(tab, (member) => void (member.hidden = true)),
    ask: (tab) =>
      memberOf(tab, (member) => {
        const [first] = line;
        if (!first || first === member) return;
        happen(first, () => {
          if (line[0] !== first || !first.hidden || !first.isStuck()) return;
          line = [member, ...line.filter((other) => other !== first && other !== member)];
          know(first, undefined);
          promote();
          join(first);
        });
      }),
    stall: (tab) =>
      memberOf(tab, (member) => {
        member.life = 'stalled';
        watch();
      }),
    thaw: (tab) =>
      memberOf(tab, (member) => {
        const { life } = member;
        member.life = 'awake';
        if (life === 'frozen') join(member);
        if (member.late.length > 0) catchUp(member);
      }),
  };
}
