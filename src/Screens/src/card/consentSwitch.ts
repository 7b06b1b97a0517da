import type { Answer } from '@loyalty/client';
import type { Consent } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { byId, setText } from '../shared/dom';
import { problemText } from '../shared/texts/problemText';
import { texts } from './texts';

/** Lets a member say whether displays may greet them. It stands where the engine says, never where a finger left it. */
export class ConsentSwitch {
  private readonly box = byId('consent-display', HTMLInputElement);
  private readonly words = byId('consent-words', HTMLElement);
  private memberId: string | null = null;
  private isKnown = false;

  constructor() {
    this.box.addEventListener('change', () => void this.keep(this.box.checked));
  }

  follow(memberId: string, isNew: boolean): void {
    if (isNew) [this.memberId, this.isKnown] = [memberId, false];
    if (!this.isKnown) void this.read(memberId);
  }

  private async read(memberId: string): Promise<void> {
    const answer = await loyalty.getConsent(memberId);
    if (memberId === this.memberId) this.show(answer, false);
  }

  private async keep(wanted: boolean): Promise<void> {
    const memberId = this.memberId;
    if (memberId === null) return;
    this.box.disabled = true;
    const answer = await loyalty.putConsent(memberId, wanted);
    if (memberId !== this.memberId) return;
    this.show(answer, !wanted);
    this.box.focus();
  }

  /** @param otherwise Where the switch goes back to when nothing is known. */
  private show(answer: Answer<Consent>, otherwise: boolean): void {
    const wasKnown = this.isKnown;
    this.isKnown ||= answer.ok;
    this.box.checked = answer.ok ? answer.value.displayRecognition : otherwise;
    this.box.disabled = !this.isKnown;
    if (answer.ok) setText(this.words, this.box.checked ? texts.greetedWords : texts.notGreetedWords);
    else if (wasKnown || answer.problem.status !== 0) setText(this.words, problemText(answer.problem));
  }
}
