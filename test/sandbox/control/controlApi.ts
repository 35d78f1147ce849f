// /__sandbox/{key}/…: what tests order of the sandbox, and what they ask it. Not part of what it imitates.
import { timingSafeEqual } from 'node:crypto';
import type { DeviceCodes } from '../identity/deviceCodes';
import { EntraError } from '../identity/entraError';
import type { RefreshTokens } from '../identity/grants';
import type { Sessions } from '../identity/sessions';
import type { SandboxClock } from '../server/clock';
import type { SandboxDetails } from '../server/details';
import { json, pathOf, queryOf } from '../server/responses';
import type { SandboxRequest, SandboxResponse, WebApi } from '../server/types';
import type { AnswerMemory } from './answerMemory';
import type { FaultBook } from './faults';
import {
  ControlError,
  parseColumn,
  parseJson,
  parseKeptAnswers,
  parseOrder,
  parseSettings,
  parseShift,
  parseTokenOrder,
} from './parse';
import type { RequestLog } from './requestLog';
import type { Settings } from './settings';
import type { MintedToken, SandboxState, TokenOrder } from './types';

export const controlPath = '/__sandbox/';

export interface Controlled {
  readonly faults: FaultBook;
  /** Of the first environment. */
  readonly answers: AnswerMemory;
  readonly settings: Settings;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  readonly refreshTokens: RefreshTokens;
  readonly sessions: Sessions;
  readonly deviceCodes: DeviceCodes;
  /** The first environment's, then the second's. */
  readonly webApis: readonly Pick<WebApi, 'addColumn' | 'reset'>[];
  readonly tenantStore: { reset(): void };
  readonly details: SandboxDetails;
  /** @throws EntraError where the order names what the tenant does not know */
  readonly mint: (order: TokenOrder) => Promise<MintedToken>;
}

export class ControlApi {
  constructor(
    private readonly key: string,
    private readonly controlled: Controlled,
  ) {}

  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    const [key = '', ...rest] = pathOf(request.url).slice(controlPath.length).split('/');
    if (!this.isKey(key)) return json(404, { problem: 'Not found.' });
    try {
      return await this.answer(`${request.method} ${rest.join('/')}`, request);
    } catch (error) {
      if (error instanceof ControlError || error instanceof RangeError || error instanceof EntraError) {
        return json(400, { problem: error.message });
      }
      throw error;
    }
  }

  private async answer(command: string, request: SandboxRequest): Promise<SandboxResponse> {
    const { faults, settings, clock, log, refreshTokens, sessions } = this.controlled;
    switch (command) {
      case 'POST faults':
        faults.order(parseOrder(parseJson(request.body)));
        return this.state();
      case 'DELETE faults':
        faults.clear();
        return this.state();
      case 'POST answers':
        this.controlled.answers.keep(parseKeptAnswers(parseJson(request.body)).path);
        return this.state();
      case 'POST settings':
        settings.change(parseSettings(parseJson(request.body)));
        return this.state();
      case 'POST clock':
        clock.shift(parseShift(parseJson(request.body)));
        return this.state();
      case 'POST revocation':
        refreshTokens.revokeAll();
        sessions.clear();
        return this.state();
      case 'POST columns':
        await this.controlled.webApis[0]?.addColumn(parseColumn(parseJson(request.body)));
        return this.state();
      case 'GET log':
        return json(200, log.list(Number(queryOf(request.url).get('after') ?? 0)));
      case 'DELETE log':
        log.clear();
        return this.state();
      case 'GET details':
        return json(200, this.controlled.details);
      case 'POST tokens':
        return json(200, await this.controlled.mint(parseTokenOrder(parseJson(request.body))));
      case 'GET state':
        return this.state();
      case 'POST reset':
        return await this.reset();
      default:
        return json(404, { problem: 'There is no such command.' });
    }
  }

  /** Everything but the signing key, the secrets and the tokens that were issued. */
  private async reset(): Promise<SandboxResponse> {
    const { faults, answers, settings, clock, log, sessions, deviceCodes, webApis, tenantStore } =
      this.controlled;
    faults.clear();
    answers.forget();
    settings.reset();
    clock.reset();
    log.clear();
    sessions.clear();
    deviceCodes.clear();
    tenantStore.reset();
    for (const webApi of webApis) await webApi.reset();
    return this.state();
  }

  private state(): SandboxResponse {
    const { faults, settings, clock } = this.controlled;
    return json(200, {
      settings: settings.current,
      clockShiftMilliseconds: clock.shifted,
      faults: faults.list(),
    } satisfies SandboxState);
  }

  private isKey(given: string): boolean {
    const one = Buffer.from(given);
    const other = Buffer.from(this.key);
    return one.length === other.length && timingSafeEqual(one, other);
  }
}
