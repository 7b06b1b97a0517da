import { isUncertain } from '@loyalty/client';
import { loyalty } from '../shared/engine';
import { Attempts } from '../shared/attempts';
import { byId } from '../shared/dom';
import { Form } from '../shared/form';
import type { OpenMember } from '../shared/openMember';
import { problemText } from '../shared/texts/problemText';
import { translatedProblem } from '../shared/texts/translatedProblem';
import { texts } from './texts';

/** The forms that open a card: by number, or by enrolling. */
export class PeopleForms {
  private readonly openForm = new Form(byId('open', HTMLFormElement));
  private readonly enrolForm = new Form(byId('enrol', HTMLFormElement));
  private readonly toggle = byId('enrol-toggle', HTMLButtonElement);
  private readonly attempts = new Attempts();

  constructor(private readonly member: OpenMember) {
    byId('open', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open(this.openForm.text('memberId'));
    });
    byId('enrol', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.enrol();
    });
    this.toggle.addEventListener('click', () => {
      this.fold(false);
      byId('enrol-givenName', HTMLInputElement).focus();
    });
  }

  /** Opens a number as somebody typed or clicked it. */
  async open(typed: string): Promise<void> {
    const memberId = typed.replace(/\s/g, '').toUpperCase();
    if (this.openForm.isBusy) return;
    this.openForm.clearAll();
    this.openForm.set('memberId', memberId);
    if (memberId === '') {
      this.openForm.fault('memberId', texts.typeNumber);
      return;
    }
    this.openForm.busy(true);
    const problem = await this.member.open(memberId);
    this.openForm.busy(false);
    if (problem === null) this.fold(true);
    else this.openForm.show(problem.errors['memberId'] === undefined ? { ...problem, errors: { memberId: problemText(problem) } } : translatedProblem(problem));
  }

  private async enrol(): Promise<void> {
    if (this.enrolForm.isBusy) return;
    const form = this.enrolForm;
    const [givenName, familyName] = [form.text('givenName'), form.text('familyName')];
    form.clearAll();
    // One name is enough: many people have no more.
    if (givenName === '' && familyName === '') return form.fault('givenName', texts.typeName);
    const enrolment = { channel: form.text('channel'), ...(givenName === '' ? {} : { givenName }), ...(familyName === '' ? {} : { familyName }) };
    const { id } = this.attempts.begin(enrolment, performance.now());
    form.busy(true);
    const answer = await loyalty.enrol(enrolment, id);
    form.busy(false);
    if (!answer.ok) {
      if (!isUncertain(answer.problem)) this.attempts.settle(id);
      form.show(translatedProblem(answer.problem));
      return;
    }
    this.attempts.settle(id);
    const { memberId } = answer.value;
    this.openForm.clearAll();
    this.openForm.set('memberId', memberId);
    this.openForm.remark('memberId', texts.enrolled, 'good');
    form.set('givenName', '');
    form.set('familyName', '');
    this.fold(true);
    this.member.show(answer.value);
  }

  /** Narrow screens fold the enrolment away while a card is open; wide ones have room for both. */
  private fold(isFolded: boolean): void {
    byId('enrol', HTMLFormElement).dataset['folded'] = String(isFolded);
  }
}
