import { type Answer, newId } from '@loyalty/client';
import { addDays, instantOn } from '../shared/civilDate';
import { call, loyalty } from '../shared/engine';
import type { Frame } from './frames';
import { people, refundable } from './people';
import { texts } from './texts';

/** A gate of the demo's airport that nobody else checks in at, so that the stage is hers. */
const gate = { airport: 'ZRH', location: 'A2', flight: 'Z9318' } as const;

export const displayPath = `/display/${gate.airport}/${gate.location}`;

export interface Screens {
  readonly till: Frame;
  readonly phone: Frame;
  readonly display: Frame;
}

export interface Scene {
  readonly title: string;
  readonly words: string;
  /** How long it stays once all has happened. */
  readonly staysMs: number;
  readonly play: (screens: Screens) => Promise<void>;
}

/** What a scene needs did not come about. */
function demand<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}

const cardOf = async (phone: Frame, memberId: string): Promise<void> => {
  await phone.open(`/card/${memberId}`, '#card-name');
  await phone.until(() => phone.text('#card-name') !== '' && phone.text('#card-tier') !== '', 'the card');
};

const today = async (): Promise<string> => demand(await loyalty.getClock()).today;

async function moveOn(days: number): Promise<void> {
  const { timeZone } = demand(await loyalty.getProgramme());
  demand(await loyalty.moveClock(instantOn(addDays(await today(), days), timeZone) ?? ''));
}

const buys = async ({ till, phone }: Screens): Promise<void> => {
  const before = phone.text('#card-tier');
  const { spend } = demand(await loyalty.getStatus(people.near));
  till.enter('#line-amount', String(Math.ceil((spend.toNextTier ?? 100) + 5)));
  await till.until(() => till.text('#basket-total') !== '–' && till.text('#quote-tier') !== '–', 'the quote');
  till.click('#charge');
  await phone.until(() => phone.text('#card-tier') !== before, 'another tier');
};

const arrives = async ({ display }: Screens): Promise<void> => {
  const body = { checkinId: `tour-${newId()}`, memberId: people.near, flight: gate.flight, date: await today(), airport: gate.airport, location: gate.location, seat: '4A' };
  demand(await call({ method: 'POST', path: '/v1/checkins', body }, () => null));
  await display.until(() => display.text('#guests').includes('Nora'), 'the greeting');
};

const loses = async ({ phone }: Screens): Promise<void> => {
  const before = phone.text('#message-title');
  await moveOn(10);
  await phone.until(() => phone.text('#message-title') !== before, 'the soft landing');
};

const returns = async ({ phone }: Screens): Promise<void> => {
  await cardOf(phone, people.refunded);
  const before = phone.text('#card-tier');
  const { items } = demand(await call({ method: 'GET', path: `/v1/members/${people.refunded}/transactions` }, (value) => value as { items: { transactionId: string }[] }));
  if (!items.some((one) => one.transactionId === refundable)) throw new Error('unknown-transaction');
  demand(await loyalty.takeBack(people.refunded, `tour-${newId()}`, { transactionId: refundable, reason: texts.refund }));
  await phone.until(() => phone.text('#card-tier') !== before, 'the correction');
};

/** The story: each scene begins where the one before has left the screens. */
export const scenes: readonly Scene[] = [
  {
    ...texts.scenes.near,
    staysMs: 6_000,
    play: async ({ till, phone, display }) => {
      await Promise.all([cardOf(phone, people.near), till.open('/pos', '#member-memberId'), display.open(displayPath, '#idle-hour')]);
      await till.until(() => till.find('#line-currency option') !== null, 'the currencies');
      till.enter('#member-memberId', people.near);
      await till.until(() => till.text('#status-name').includes('Nora'), 'the member');
    },
  },
  { ...texts.scenes.buys, staysMs: 8_000, play: buys },
  { ...texts.scenes.arrives, staysMs: 8_000, play: arrives },
  { ...texts.scenes.isNew, staysMs: 7_000, play: ({ phone }) => cardOf(phone, people.isNew) },
  { ...texts.scenes.atRisk, staysMs: 7_000, play: ({ phone }) => cardOf(phone, people.atRisk) },
  { ...texts.scenes.loses, staysMs: 8_000, play: loses },
  { ...texts.scenes.returns, staysMs: 8_000, play: returns },
];

/** Whether the story can be told: the people are there, and it has not been told yet. */
export async function canPlay(): Promise<'yes' | 'told' | 'no'> {
  const near = await loyalty.getStatus(people.near);
  const clock = await loyalty.getClock();
  if (!near.ok || !clock.ok || !clock.value.movable) return 'no';
  return near.value.spend.toNextTier !== null && near.value.tier.level === 1 ? 'yes' : 'told';
}
