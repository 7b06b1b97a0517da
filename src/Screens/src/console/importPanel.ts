import { byId, el, setNote } from '../shared/dom';
import { Form } from '../shared/form';
import { count, percent } from '../shared/format';
import { locale } from '../shared/i18n';
import { problemText } from '../shared/texts/problemText';
import type { ImportSummary } from './consoleApi';
import { countRows, reportOf } from './importFile';
import { table } from './table';
import { upload } from './upload';
import { sentences } from './texts';
import { texts } from './texts';

/** Refused rows that the page lists; the file has all that the engine names. */
const mostListed = 20;


/** Takes over a history from a file: how far it is, what became of the rows, and the refused ones as a file to put right. */
export class ImportPanel {
  private readonly form = new Form(byId('import', HTMLFormElement));
  private readonly input = byId('import-file', HTMLInputElement);
  private readonly bar = byId('import-progress', HTMLProgressElement);
  private readonly note = byId('import-note', HTMLElement);
  private readonly link = byId('import-report-link', HTMLAnchorElement);

  constructor() {
    byId('import', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  private async run(): Promise<void> {
    const file = this.input.files?.[0];
    if (this.form.isBusy) return;
    this.form.clearAll();
    if (file === undefined) return this.form.fault('file', texts.needFile);
    this.clear();
    this.form.busy(true);
    const rows = await countRows(file);
    const answer = await upload(file, (share) => this.progress(share, rows));
    this.form.busy(false);
    this.bar.value = answer.ok ? 100 : 0;
    setNote(this.note, answer.ok ? texts.imported : problemText(answer.problem), answer.ok ? 'good' : 'bad');
    if (answer.ok) await this.show(answer.value, file);
  }

  private progress(share: number, rows: number): void {
    this.bar.value = Math.floor(share * 100);
    setNote(
      this.note,
      share >= 1 ? texts.posting : sentences.sending(percent(Math.floor(share * 100)), count(Math.floor(share * rows)), count(rows)),
    );
  }

  private async show(summary: ImportSummary, file: File): Promise<void> {
    const facts: readonly (readonly [string, number])[] = [
      [texts.rows, summary.rows],
      [texts.accepted, summary.accepted],
      [texts.duplicates, summary.duplicates],
      [texts.rejected, summary.rejected],
    ];
    byId('import-facts', HTMLElement).replaceChildren(...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, count(value)))));
    if (summary.errors.length === 0) return;
    const listed = summary.errors.slice(0, mostListed);
    const more = summary.rejected - listed.length;
    byId('import-errors', HTMLElement).replaceChildren(
      table([texts.line, texts.reason], listed.map((one) => [String(one.line), locale.language === 'en' ? one.detail : problemText({ ...one, status: 422, errors: {}, retryAfter: null })])),
      ...(more > 0 ? [el('p', { class: 'quiet-line' }, sentences.more(count(more)))] : []),
    );
    this.link.href = URL.createObjectURL(new Blob([await reportOf(summary.errors, file)], { type: 'text/csv' }));
    this.link.download = `${file.name.replace(/\.csv$/i, '')}-refused.csv`;
    byId('import-report', HTMLElement).hidden = false;
  }

  private clear(): void {
    if (this.link.href !== '') URL.revokeObjectURL(this.link.href);
    this.link.removeAttribute('href');
    byId('import-report', HTMLElement).hidden = true;
    byId('import-facts', HTMLElement).replaceChildren();
    byId('import-errors', HTMLElement).replaceChildren();
    this.bar.value = 0;
    setNote(this.note, '');
  }
}
