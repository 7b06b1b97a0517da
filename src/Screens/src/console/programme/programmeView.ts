import { addDays } from '../../shared/civilDate';
import { byId } from '../../shared/dom';
import type { Ladder } from '../../shared/ladder';
import { problemText } from '../../shared/texts/problemText';
import type { Today } from '../../shared/today';
import { SchemesPanel } from '../schemes/schemesPanel';
import { ActivationPanel } from './activationPanel';
import { DraftEditor } from './draftEditor';
import { type Draft, getWritten, postDraft } from './programmeApi';
import { type JsonObject, at, isList } from './programmeJson';
import { RehearsalPanel } from './rehearsalPanel';
import { texts } from './texts';
import { VersionsPanel } from './versionsPanel';

/** The programme as it is changed: versions, a draft of the next, its rehearsal and its activation. */
export class ProgrammeView {
  private readonly versions: VersionsPanel;
  private readonly editor: DraftEditor;
  private readonly rehearsal: RehearsalPanel;
  private readonly activation: ActivationPanel;
  private readonly schemes = new SchemesPanel();
  private inForce: JsonObject = {};
  private isDayKnown = false;
  private checked: { readonly of: JsonObject; readonly draft: Draft } | null = null;

  constructor(
    private readonly today: Today,
    ladder: Ladder,
  ) {
    this.versions = new VersionsPanel(
      () => today.value,
      (version) => void this.edit(version),
      () => void this.read(),
    );
    this.editor = new DraftEditor(() => this.editor.begin(this.inForce, this.inForce));
    this.rehearsal = new RehearsalPanel(
      () => this.check(),
      (code) => this.nameOf(code),
      ladder,
      () => ladder.currency ?? '',
    );
    this.activation = new ActivationPanel(
      () => this.check(),
      (draftId) => this.rehearsal.of(draftId)?.rehearsalId ?? null,
      () => void this.read(),
    );
    this.editor.changed.on(() => this.rehearsal.edited());
    byId('programme-versions', HTMLElement).replaceChildren(this.versions.element);
    byId('programme-draft', HTMLElement).replaceChildren(this.editor.element, this.rehearsal.element, this.activation.element);
  }

  /** Reads what is in force; a draft that somebody works at stays. */
  async read(): Promise<void> {
    void this.schemes.read();
    const inForce = await this.versions.read();
    if (inForce === null) return;
    const written = await getWritten(inForce);
    if (!written.ok) return this.editor.refuse({}, problemText(written.problem));
    this.inForce = written.value;
    if (this.editor.isTouched) this.editor.compareWith(this.inForce);
    else this.editor.begin(this.inForce, this.inForce);
    const day = this.today.value;
    if (day === null) return;
    this.isDayKnown = true;
    this.rehearsal.offer(addDays(day, 1));
    this.activation.offer(addDays(day, 1));
  }

  /** The programme's day may come after the view: what goes by it is read then. */
  dayTold(): void {
    if (this.isDayKnown || this.today.value === null) return;
    void this.read();
  }

  private async edit(version: number): Promise<void> {
    const written = await getWritten(version);
    if (written.ok) this.editor.begin(written.value, this.inForce);
    else this.editor.refuse({}, problemText(written.problem));
  }

  /** The draft as the engine has taken it; asked again only where it is another. */
  private async check(): Promise<Draft | null> {
    const of = this.editor.draft;
    if (this.checked?.of === of) return this.checked.draft;
    const answer = await postDraft(of);
    if (!answer.ok) {
      this.editor.refuse(answer.problem.code === 'programme-not-valid' ? answer.problem.errors : {}, problemText(answer.problem));
      return null;
    }
    this.checked = { of, draft: answer.value };
    this.editor.say([texts.checked, ...answer.value.warnings].join(' '), 'good');
    return answer.value;
  }

  private nameOf(code: string): string {
    for (const programme of [this.editor.draft, this.inForce]) {
      const tiers = at(programme, ['tiers']);
      const name = isList(tiers) ? at(tiers.find((tier) => at(tier, ['code']) === code), ['name']) : undefined;
      if (typeof name === 'string') return name;
    }
    return code;
  }
}
