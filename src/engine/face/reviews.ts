/** What reviews of an item say, and what the visitor wrote about it. */
import type { Mention } from '../../reviews/aspects.ts';

/** The visitor's own review; editing it records a new one and forgets this. */
export interface OwnReview {
  /** Forgetting these removes it: one, but for a moment while it is being edited. */
  eventIds: string[];
  text: string;
  /** 1 to 5. */
  stars: number;
  /** Epoch ms. */
  at: number;
}

/** Why an aspect matters to the visitor. */
export type AspectCare =
  | { because: 'search'; query: string }
  | { because: 'review'; itemId: string; title: string }
  | { because: 'things'; things: number };

/** Something that reviews speak of: "zip", "warm". */
export interface ReviewAspect {
  /** A word of the reviews, in lower case. */
  aspect: string;
  /** Reviews that praise it, and that complain of it; one that does both counts in both. */
  yes: number;
  no: number;
  /** Where they speak of it: `reviewIndex` into `ItemPage.reviews`, places in that review's text. */
  sentences: Mention[];
  matters: AspectCare | null;
}

export interface ReviewSummary {
  /** What matters to the visitor first, then what is spoken of most. Empty where reviews judge nothing in words. */
  aspects: ReviewAspect[];
}
