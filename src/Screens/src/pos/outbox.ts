import { type Answer, type Problem, Signal, backoff, isFinal } from '@loyalty/client';
import type { SpendReceipt } from '@loyalty/client/contracts';
import { type RefundLine, type SaleLine, type Receipt, answered, has, inOrder, isSettled, linesIn, restOf, withState } from './receipt';
import type { ReceiptStore } from './receiptStore';

/** Receipts that may wait or be refused; after that the till takes no more until some are settled. */
export const mostUnsettled = 500;
/** Settled receipts that are kept for refunds. */
export const mostSettled = 200;

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

export type SendLine = (receipt: Receipt, line: SaleLine | RefundLine) => Promise<Answer<SpendReceipt>>;

/** Runs work while no other tab runs such work. */
export type Exclusively = (work: () => Promise<void>) => Promise<void>;

interface Pass {
  /** Somebody has to be asked again, though nobody has said when. */
  readonly failed: boolean;
  /** The shortest time that the engine has asked for. */
  readonly restMs: number;
}

/**
 * Keeps each receipt before it is sent and sends it until the engine has said what became of it. A line keeps its id, so that it takes
 * effect once however often it is sent. Receipts of one member go out in order, because the tier reached by one counts for the next.
 */
export class Outbox {
  /** All receipts, newest first, whenever they have been read anew. */
  readonly changed = new Signal<readonly Receipt[]>();
  /** A receipt has been changed here: other tabs want to know. */
  readonly written = new Signal();
  /** A line that the engine took. */
  readonly answered = new Signal<SpendReceipt>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  private failures = 0;

  constructor(
    private readonly store: ReceiptStore,
    private readonly send: SendLine,
    private readonly exclusively: Exclusively = (work) => work(),
  ) {}

  /** Keeps a receipt and sends it. False, and nothing is kept, when too many wait already. Resolves when it is on the disk. */
  async add(receipt: Receipt): Promise<boolean> {
    const all = await this.store.all();
    if (all.filter((one) => !isSettled(one)).length >= mostUnsettled) return false;
    // Behind all that are here, whatever the clock has done since.
    await this.store.add({ ...receipt, at: Math.max(receipt.at, ...all.map(({ at }) => at + 1)) });
    await this.wrote();
    void this.drain();
    return true;
  }

  /** The cashier's decision on refused lines: send them again under their ids, or give them up. */
  async resolve(number: string, how: 'again' | 'drop'): Promise<void> {
    await this.store.change(number, (receipt) =>
      linesIn(receipt, 'refused').reduce(
        (changed, { id, state }) =>
          withState(changed, id, how === 'again' || state.kind !== 'refused' ? { kind: 'waiting' } : { kind: 'dropped', detail: state.detail }),
        receipt,
      ),
    );
    await this.wrote();
    void this.drain();
  }

  /** Something speaks for it that the engine is back: do not wait for the next attempt. */
  hurry(): void {
    this.failures = 0;
    void this.drain();
  }

  /** Sends what waits, once over. A second call while one runs makes that one look again. */
  drain(): Promise<void> {
    this.isAskedAgain = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.isAskedAgain) void this.drain();
    });
    return this.running;
  }

  private async wrote(): Promise<void> {
    await this.told();
    this.written.emit();
  }

  /** Reads the receipts anew, as when another tab has changed some. */
  async told(): Promise<void> {
    const receipts = [...(await this.store.all())].sort(inOrder).reverse();
    this.changed.emit(receipts);
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    let pass: Pass = { failed: false, restMs: 0 };
    while (this.isAskedAgain) {
      this.isAskedAgain = false;
      try {
        await this.exclusively(async () => {
          pass = await this.pass();
        });
      } catch (fault) {
        // The receipts are on the disk or they are not: what could not be read or written now is tried again.
        console.warn('The outbox:', fault);
        pass = { failed: true, restMs: 0 };
      }
    }
    this.failures = pass.failed ? this.failures + 1 : 0;
    const waitMs = pass.failed ? backoff(this.failures - 1, firstWaitMs, longestWaitMs) : pass.restMs;
    if (waitMs > 0) this.timer = setTimeout(() => void this.drain(), waitMs);
  }

  private async pass(): Promise<Pass> {
    const receipts = [...(await this.store.all())].sort(inOrder);
    await this.forgetOld(receipts);
    const held = new Set<string>();
    const rests: number[] = [];
    let failed = false;
    for (const receipt of receipts.filter((one) => has(one, 'waiting'))) {
      if (held.has(receipt.memberId)) continue;
      const sent = restOf(receipt, Date.now()) > 0 ? { receipt, problem: null } : await this.sendReceipt(receipt);
      if (sent.receipt === null || !has(sent.receipt, 'waiting')) continue;
      held.add(receipt.memberId);
      const rest = restOf(sent.receipt, Date.now());
      if (rest > 0) rests.push(rest);
      else failed = true;
      // Who cannot reach the engine for one member cannot for the next.
      if (sent.problem?.status === 0) break;
    }
    return { failed, restMs: rests.length > 0 ? Math.min(...rests) : 0 };
  }

  /** Sends the waiting lines of a receipt in order, until one has no answer. Tells why there was none. */
  private async sendReceipt(receipt: Receipt): Promise<{ readonly receipt: Receipt | null; readonly problem: Problem | null }> {
    let now: Receipt | null = receipt;
    for (const { id } of linesIn(receipt, 'waiting')) {
      const line = now?.lines.find((one) => one.id === id);
      if (now === null || line === undefined) break;
      const answer = await this.send(now, line);
      now = await this.store.change(receipt.number, (kept) => answered(kept, id, answer, Date.now()));
      await this.wrote();
      if (answer.ok && now !== null) this.answered.emit(answer.value);
      if (!answer.ok && !isFinal(answer.problem)) return { receipt: now, problem: answer.problem };
    }
    return { receipt: now, problem: null };
  }

  private async forgetOld(receipts: readonly Receipt[]): Promise<void> {
    const settled = receipts.filter(isSettled);
    for (const old of settled.slice(0, Math.max(0, settled.length - mostSettled))) {
      await this.store.change(old.number, (receipt) => (isSettled(receipt) ? null : receipt));
    }
  }
}
