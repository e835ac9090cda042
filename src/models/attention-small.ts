/**
 * A small self-attention model that learned from a larger one (Hinton, Vinyals & Dean 2015, "Distilling the
 * Knowledge in a Neural Network"): the larger one's probabilities of all items tell it more than the one that
 * happened, and it fits a small pack. It scores as attention.ts does.
 */
import { part } from '../compute/pace.ts';
import { attention } from './attention.ts';
import type { Model } from './model.ts';
import type { NextItemState } from './next-item.ts';

/** Share of the time that the larger one takes. */
const TEACHER_SHARE = 0.7;

export const attentionSmall: Model<NextItemState> = {
  ...attention,
  name: 'attention-small',
  paper: 'Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network; of Kang & McAuley 2018',
  async fit(population, { seed }, control = {}) {
    const { distilAttention, trainAttention } = await import('./train-attention.ts');
    const teacher = await trainAttention(population, { seed }, part(control, 0, TEACHER_SHARE));
    return distilAttention(population, teacher, { seed }, part(control, TEACHER_SHARE, 1));
  },
};
