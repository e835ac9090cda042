/** The option that gives training other settings than the usual ones; training and evaluation share it. */
import { parseSettings, SettingsError, type TrainSettings } from '../src/training/settings.ts';
import { DataError, fileAt } from './command-line.ts';

/** @throws CallError, DataError; undefined where the option was left out */
export async function settingsOf(path: string | undefined): Promise<TrainSettings | undefined> {
  if (path === undefined) return undefined;
  const text = await (await fileAt('settings', path)).text();
  try {
    return parseSettings(text);
  } catch (error) {
    if (error instanceof SettingsError) throw new DataError(`${path}: ${error.message}`);
    throw error;
  }
}
