import type { Programme } from '@loyalty/client/contracts';
import { type TierLook, tierLook } from './tierLook';

/** The ladder of tiers as far as it is known: complete once the programme has been read, else as high as what was seen. */
export class Ladder {
  private programme: Programme | null = null;
  private highestSeen = 0;

  learn(programme: Programme): void {
    this.programme = programme;
  }

  /** Counts a level that a card showed, for as long as the programme is not known. */
  see(level: number): void {
    this.highestSeen = Math.max(this.highestSeen, level);
  }

  get isKnown(): boolean {
    return this.programme !== null;
  }

  get count(): number {
    return Math.max(this.programme?.tiers.length ?? 0, this.highestSeen + 1);
  }

  get timeZone(): string | null {
    return this.programme?.timeZone ?? null;
  }

  get currency(): string | null {
    return this.programme?.currency ?? null;
  }

  /** The benefits of all tiers, from the lowest up, each once. */
  get benefits(): readonly string[] {
    return [...new Set(this.programme?.tiers.flatMap(({ benefits }) => benefits))];
  }

  /** How a tier looks. A change tells its level, the programme its colour. */
  look(name: string, level: number): TierLook {
    return tierLook(name, level, this.count, this.programme?.tiers.find((one) => one.name === name)?.colour ?? null);
  }

  /** The tier with a code, in the programme in force; null where it has none. */
  ofCode(code: string): { readonly name: string; readonly level: number } | null {
    const level = this.programme?.tiers.findIndex((one) => one.code === code) ?? -1;
    const tier = this.programme?.tiers[level];
    return tier === undefined ? null : { name: tier.name, level };
  }

  /** The tiers of the programme in force, lowest first. */
  get codes(): readonly { readonly code: string; readonly name: string }[] {
    return this.programme?.tiers.flatMap(({ code, name }) => (code === null ? [] : [{ code, name }])) ?? [];
  }

  levelOf(tier: string): number {
    return Math.max(this.programme?.tiers.findIndex((one) => one.name === tier) ?? 0, 0);
  }

  thresholdOf(tier: string): number | null {
    return this.programme?.tiers.find((one) => one.name === tier)?.threshold ?? null;
  }
}
