/** Evaluation settings across threads. */
import type { EvaluationSettings } from '../../functions/function-record.js';
import type { TimeZones } from '../../jvm/time-zones.js';
import type { SettingsData } from './protocol.js';

export function settingsFromData(data: SettingsData, timeZones: TimeZones): EvaluationSettings {
  const { ansi, nowMicros, user, catalog, database, conf } = data;
  return { ansi, nowMicros, user, catalog, database, timeZones, timeZone: timeZones.zoneOf(data.timeZone), conf: key => conf[key] };
}
