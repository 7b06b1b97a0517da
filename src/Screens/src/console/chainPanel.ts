import { byId, el, setText } from '../shared/dom';
import type { EngineClock } from '../shared/engineClock';
import { count, time } from '../shared/format';
import { problemText } from '../shared/texts/problemText';
import { type ChainState, ChainWalk } from './chainWalk';
import { addressOf } from './router';
import { type Break, verify } from './trailApi';
import { everything, queryOf } from './trailFilter';
import { texts, trailTexts } from './texts';
import { faultText } from './texts/trailText';


/** Whether the trail is as it was written: up to which record, or where it is not. */
export class ChainPanel {
  private readonly place = byId('chain', HTMLElement);
  private readonly fault = byId('chain-fault', HTMLElement);
  private readonly walk = new ChainWalk(verify, (state) => this.show(state));
  private state: ChainState | null = null;
  /** The record that is not as it was written, and the list's rows are marked by it. */
  broken: number | null = null;

  /** @param onBroken Called when a record was found that is not as it was written, or is so again. */
  constructor(
    private readonly clock: EngineClock,
    private readonly onBroken: () => void,
  ) {
    byId('chain-again', HTMLButtonElement).addEventListener('click', () => void this.walk.walk(0));
  }

  /** Verifies what has not been since this page was opened; a fault is looked for anew. */
  read(): void {
    this.place.hidden = false;
    void this.walk.walk(this.state === null || this.state.kind === 'broken' ? 0 : this.state.through);
  }

  /** Nobody looks, or nobody may. */
  stop(isAllowed = true): void {
    this.walk.stop();
    if (!isAllowed) this.place.hidden = true;
  }

  private show(state: ChainState): void {
    this.state = state;
    this.place.dataset['chain'] = state.kind;
    setText(byId('chain-note', HTMLElement), wordsOf(state, this.clock.instant ?? ''));
    const broken = state.kind === 'broken' ? state.fault.sequence : null;
    this.fault.replaceChildren(...(state.kind === 'broken' ? faultLines(state.fault, state.through) : []));
    if (state.kind === 'walking' || broken === this.broken) return;
    this.broken = broken;
    this.onBroken();
  }
}

function wordsOf(state: ChainState, now: string): string {
  switch (state.kind) {
    case 'walking':
      return trailTexts.walking(count(state.through), count(state.head));
    case 'sound':
      return trailTexts.sound(count(state.through), time(now));
    case 'broken':
      return trailTexts.broken(count(state.fault.sequence), faultText(state.fault.what));
    case 'failed':
      return trailTexts.notVerified(count(state.through), problemText(state.problem));
  }
}

const faultLines = ({ sequence, expected, found }: Break, through: number): readonly HTMLElement[] => [
  el('p', {}, trailTexts.soundBefore(count(Math.min(through, sequence - 1)))),
  el(
    'dl',
    { class: 'mono' },
    ...[[texts.expected, expected], [texts.foundThere, found]].map(([name, value]) => el('div', {}, el('dt', {}, name ?? ''), el('dd', {}, value ?? ''))),
  ),
  el(
    'a',
    { class: 'button', href: addressOf({ view: 'trail', memberId: null, query: queryOf({ ...everything, record: sequence }) }) },
    trailTexts.goTo(count(sequence)),
  ),
];
