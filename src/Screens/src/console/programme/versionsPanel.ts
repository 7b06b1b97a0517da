import { el, setNote, setText } from '../../shared/dom';
import { count, date } from '../../shared/format';
import { plural } from '../../shared/i18n';
import { problemText } from '../../shared/texts/problemText';
import { nothing, table } from '../table';
import { type Version, getVersions, withdraw } from './programmeApi';
import { texts } from './texts';

const msADay = 86_400_000;

/** All versions with their first days; one that is to come can be withdrawn. */
export class VersionsPanel {
  readonly element: HTMLElement;
  private readonly note = el('p', { id: 'versions-note', class: 'note', role: 'status' });
  private readonly place = el('div', { id: 'versions-table', class: 'cards' });
  private readonly reason = el('input', { id: 'withdrawal-reason', maxlength: '200', autocomplete: 'off', 'aria-describedby': 'withdrawal-note' });
  private readonly words = el('p', { id: 'withdrawal-words' });
  private readonly reasonNote = el('p', { id: 'withdrawal-note', class: 'note', role: 'status' });
  private readonly withdrawal: HTMLElement;
  private asked: Version | null = null;

  /**
   * @param today The programme's day.
   * @param onEdit Receives the number of a version to begin a draft with.
   * @param onWithdrawn There is one version less.
   */
  constructor(
    private readonly today: () => string | null,
    private readonly onEdit: (version: number) => void,
    private readonly onWithdrawn: () => void,
  ) {
    const yes = el('button', { type: 'button', id: 'withdraw-now', class: 'danger' }, texts.withdrawNow);
    const no = el('button', { type: 'button', class: 'quiet' }, texts.keep);
    yes.addEventListener('click', () => void this.withdraw());
    no.addEventListener('click', () => this.ask(null));
    this.withdrawal = el(
      'div',
      { id: 'withdrawal', class: 'withdrawal' },
      this.words,
      el('div', { class: 'field' }, el('label', { for: 'withdrawal-reason' }, texts.reason), this.reason, this.reasonNote),
      el('div', { class: 'pair' }, no, yes),
    );
    this.withdrawal.hidden = true;
    this.element = el('section', { class: 'panel', 'aria-labelledby': 'versions-title' }, el('h2', { id: 'versions-title' }, texts.versions), this.note, this.place, this.withdrawal);
  }

  /** Reads them anew. @returns The number of the one in force, or null where they cannot be read. */
  async read(): Promise<number | null> {
    const answer = await getVersions();
    if (!answer.ok) {
      setNote(this.note, problemText(answer.problem), 'bad');
      return null;
    }
    setText(this.note, '');
    const today = this.today() ?? '';
    const standing = answer.value.items.filter(({ withdrawnAt }) => withdrawnAt === null);
    const inForce = standing.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= today).toSorted(byDay).at(-1)?.version ?? 1;
    this.place.replaceChildren(
      table(
        [texts.version, texts.firstDay, texts.state, texts.by, texts.reason, ''],
        answer.value.items.map((one) => [
          String(one.version),
          one.effectiveFrom === null ? texts.fromEver : date(one.effectiveFrom),
          this.stateOf(one, inForce, today),
          one.by,
          one.reason ?? nothing,
          el('div', { class: 'acts' }, this.editButton(one), isToCome(one, today) ? this.withdrawButton(one) : null),
        ]),
      ),
    );
    return inForce;
  }

  private stateOf(one: Version, inForce: number, today: string): HTMLElement {
    const state = (kind: string, words: string): HTMLElement => el('span', { class: 'version-state', 'data-state': kind }, words);
    if (one.withdrawnAt !== null) return state('withdrawn', texts.withdrawn);
    if (one.version === inForce) return state('inForce', texts.inForce);
    return isToCome(one, today) ? state('toCome', texts.inDays(daysUntil(one.effectiveFrom ?? today, today))) : state('over', texts.over);
  }

  private editButton({ version }: Version): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.editOf(String(version)) }, texts.editFrom);
    button.addEventListener('click', () => this.onEdit(version));
    return button;
  }

  private withdrawButton(version: Version): HTMLElement {
    const button = el('button', { type: 'button', class: 'quiet small danger', 'aria-label': texts.withdrawOf(String(version.version)) }, texts.withdraw);
    button.addEventListener('click', () => this.ask(version));
    return button;
  }

  private ask(version: Version | null): void {
    this.asked = version;
    this.withdrawal.hidden = version === null;
    this.reason.value = '';
    this.reason.removeAttribute('aria-invalid');
    setNote(this.reasonNote, '');
    if (version === null) return;
    setText(this.words, texts.withdrawing(String(version.version), date(version.effectiveFrom ?? '')));
    this.reason.focus();
  }

  private async withdraw(): Promise<void> {
    if (this.asked === null) return;
    const reason = this.reason.value.trim();
    if (reason === '') {
      this.reason.setAttribute('aria-invalid', 'true');
      this.reason.focus();
      return setNote(this.reasonNote, texts.needReason, 'bad');
    }
    const answer = await withdraw(this.asked.version, reason);
    if (!answer.ok) return setNote(this.reasonNote, problemText(answer.problem), 'bad');
    this.ask(null);
    this.onWithdrawn();
  }
}

const byDay = (a: Version, b: Version): number => (a.effectiveFrom ?? '').localeCompare(b.effectiveFrom ?? '');

const isToCome = ({ effectiveFrom, withdrawnAt }: Version, today: string): boolean =>
  withdrawnAt === null && effectiveFrom !== null && today !== '' && effectiveFrom > today;

function daysUntil(isoDate: string, today: string): string {
  const days = Math.round((Date.parse(`${isoDate}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / msADay);
  return plural(days, { one: texts.days.one, other: texts.days.many(count(days)) });
}
