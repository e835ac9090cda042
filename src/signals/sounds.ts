/**
 * Sounds: how near an item's recording is to those of what the visitor listened to or chose, lately and over a long
 * time. Recordings were described when the pack was made; nothing is decoded here.
 */
import { contentLasting, contentRecent } from '../models/content.ts';
import { modalSignal } from './modal.ts';

export const soundsRecent = modalSignal(
  'sounds-recent',
  'it sounds like what you looked at lately',
  contentRecent,
  'sounds',
);

export const soundsLasting = modalSignal(
  'sounds-lasting',
  'it sounds like what you have chosen over time',
  contentLasting,
  'sounds',
);
