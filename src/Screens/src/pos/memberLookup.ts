import { Signal, isFinal } from '@loyalty/client';
import type { Scanned, Status } from '@loyalty/client/contracts';
import { loyalty } from '../shared/engine';
import { byId } from '../shared/dom';
import { Form } from '../shared/form';
import { cleanMemberNumber, isIssuedNumber, memberNumberFault } from '../shared/memberNumber';
import { problemText } from '../shared/texts/problemText';
import { texts } from './texts';

/** Whom the till serves: the number, card code or boarding pass that was scanned or typed, and the card once the engine has given it. */
export class MemberLookup {
  readonly changed = new Signal();
  private readonly element = byId('member', HTMLFormElement);
  private readonly field = byId('member-memberId', HTMLInputElement);
  private readonly form = new Form(this.element);
  private openId: string | null = null;
  private card: Status | null = null;
  /** The number that the engine is being asked for. */
  private asked: string | null = null;
  /** The member whom the engine has said a number to be of, and how it was read. */
  private found: { readonly memberId: string; readonly how: string } | null = null;

  constructor(private readonly onReached: (isReached: boolean) => void) {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open(this.field.value);
    });
    this.element.addEventListener('input', () => this.typed());
    // Who leaves the field with the Tab key means the number as much as who presses Enter.
    this.field.addEventListener('change', () => void this.open(this.field.value));
  }

  /** The number that a sale would be for; null while what stands in the field is none. */
  get memberId(): string | null {
    return this.openId;
  }

  get status(): Status | null {
    return this.card;
  }

  /** Opens what was scanned or typed. A mistyped number costs no request; what is no number at all may be a code or a boarding pass. */
  async open(typed: string): Promise<void> {
    const memberId = cleanMemberNumber(typed);
    if (memberId !== '' && memberNumberFault(memberId) === 'form') return this.scan(typed);
    this.field.value = memberId;
    // Enter fires a change and a submit.
    if (memberId === this.openId) return this.lookUp(memberId);
    if (memberId === '') return this.take(null, null);
    if (memberNumberFault(memberId) !== null) {
      this.take(null, null);
      this.form.fault('memberId', texts.memberCheckDigit);
      return;
    }
    this.take(memberId, null);
    await this.lookUp(memberId);
  }

  /** Whose a code or a boarding pass is: only the engine can say. */
  private async scan(text: string): Promise<void> {
    this.take(null, null);
    this.asked = text;
    const answer = await loyalty.scan(text);
    if (text !== this.asked) return;
    this.asked = null;
    this.onReached(answer.ok || answer.problem.status !== 0);
    if (!answer.ok) return this.form.fault('memberId', isFinal(answer.problem) ? problemText(answer.problem) : texts.scanKept);
    await this.learnWhose(answer.value);
  }

  /** Another's number is one of theirs: it is the member's own that stands in the field. */
  private async learnWhose({ memberId, how }: Scanned): Promise<void> {
    this.found = { memberId, how };
    this.field.value = memberId;
    if (memberId !== this.openId) this.take(memberId, null);
    await this.lookUp(memberId);
  }

  /** Asks for the card of the open number, where it is still missing. */
  async lookUp(memberId = this.openId): Promise<void> {
    if (memberId === null || this.card !== null || memberId === this.asked) return;
    this.asked = memberId;
    // It may be the member's own number, or one of any scheme.
    const whose = this.found?.memberId === memberId ? null : await loyalty.scan(memberId);
    if (whose?.ok === true && memberId === this.openId) {
      this.asked = null;
      return this.learnWhose(whose.value);
    }
    const answer = whose?.ok === false ? whose : await loyalty.getStatus(memberId);
    if (memberId === this.asked) this.asked = null;
    if (memberId !== this.openId) return;
    this.onReached(answer.ok || answer.problem.status !== 0);
    if (answer.ok) {
      this.form.remark('memberId', howFound(this.found?.how), 'plain');
      this.learn(answer.value);
    } else if (isFinal(answer.problem)) {
      this.take(null, null);
      this.form.fault('memberId', problemText(answer.problem));
    } else {
      this.form.remark('memberId', texts.memberKept, 'plain');
    }
  }

  /** Asks for the open card anew: after a break the engine's answer is the truth, also where a restore has taken it back. */
  async refresh(): Promise<void> {
    const memberId = this.openId;
    if (memberId === null || this.card === null) return this.lookUp();
    const before = this.card;
    const answer = await loyalty.getStatus(memberId);
    if (memberId !== this.openId || !answer.ok) return;
    // A sale that was answered meanwhile may know more than this.
    if (this.card === before) this.take(memberId, answer.value);
    else await this.refresh();
  }

  /**
   * Takes a card that came with the answer to a sale, if it is the open member's. An older one than is shown may be the first answer of
   * a sale that was sent again, or the engine may have been restored: the engine is asked.
   */
  learn(status: Status): void {
    if (status.memberId !== this.openId) return;
    if (status.version >= (this.card?.version ?? 0)) this.take(this.openId, status);
    else void this.refresh();
  }

  focus(): void {
    this.field.focus();
    this.field.select();
  }

  /** A number that is being changed is nobody's. Twelve digits are told at once if they are mistyped. */
  private typed(): void {
    this.asked = null;
    this.found = null;
    if (this.openId !== null) this.take(null, null);
    const typed = cleanMemberNumber(this.field.value);
    if (/^\d{12}$/.test(typed) && !isIssuedNumber(typed)) this.form.fault('memberId', texts.memberCheckDigit);
  }

  private take(memberId: string | null, card: Status | null): void {
    this.openId = memberId;
    this.card = card;
    this.changed.emit();
  }
}

/** By what a member was found, where it was not the own number. */
function howFound(how: string | undefined): string {
  if (how === 'cardCode') return texts.foundByCode;
  if (how === 'scheme') return texts.foundByNumber;
  return how === 'boardingPass' ? texts.foundByPass : '';
}
