// Words that logical names are run together from.

const words = `
  a access account activities activity actual additional address admin administrator advanced after aging
  alert all allow alternate amount and anniversary annotation annual api app application appointment
  approval approved approx apt asset assigned assistant association async attachment attempted attempts
  attribute audit auto available azure back background backordered bar base basic be begin behalf billed
  billing birth block blocked body border bulk bundle business by call callback campaign can cancelled cap
  capture card case cash category center change check child children city class classification client close
  closed code codename color column columns columnset comments communication community company competitor
  competitors complete completed component composite compressed condition conditional config configuration
  confirm connection connections constructor contact contacted contacts content context contract control
  conversation conversion copied correlation cost count country county cover created credit crm currency
  current custom customer customers customizable customization data date day deals debrief decimal decision
  decrement decrementing deep default defined deleted delivered delivery department dependency depth
  description descriptor detail details detection develop direction directory disabled discount display
  division dmt do document domain due duplicate duration education effective effort email employee employees
  enabled end enter entered entity error errors escalated estimated evaluate event excel exception exchange
  execution existing expected expires export extended external factor family fax feature featured feedback
  fetch file files filled filtering filters final first fiscal follow followup for form format formatting
  freight friendly from ftp fulfilled full function gender global goal government group grouped hand has
  have header hierarchy hold home host hover id identifier identify identity ignore image import in inactive
  incident income incoming index industry influence info inheritance initial installed instance integration
  interest internal introduced invite invoice is iso item items job key kit label language last latitude
  layout lead left length less level licence license licensed limit line lines link list local locale
  location lock locked log logo longitude mail mailbox managed manager manual map mapi market marketing mask
  master max measure medium meeting member members membership merged message messages meta meter method
  middle mime minutes mm mobile mode modified money name names nav need needs next nick no not note notes
  notifications number numbers object objective of office offset on one only open operation opportunities
  opportunity opt option or order ordered org organization origin original originating other out outdoor
  outgoing outlook outstanding overridden override overview overwrite owned owner ownership owning package
  page pager pages pain parent part participates participation party path pattern payment percent percentage
  performance period persistence person personal phone photo pinpoint plan plug plugin points policy
  populated position post postal postpone precision preferred prefix present previous price pricing primary
  priority private privilege probability process processing product profile program promotion properties
  property proposal proposed prospect protocol province published publisher purchase purpose pursuit
  qualification qualify qualifying quality quantity quarter query queue quick quote rate rating read reading
  receipt recipients record records recurrence reference regarding region regular related remark rep reply
  report reported reporting request requested required resolution resolve resource responded response
  responses responsible retry returned revenue review revision role root rounding route router row sales
  salutation satisfaction saved schedule scheduled schema scheme score second secure secured selected
  selling send sender sense sent sentiment sequence serial series service set setup severity shade share
  shares shelf ship shipped shipping sic site situation size sla solution sort source special spent spouses
  stage standard start started state status step stock stored street strengths string structure sub
  subcategory subject submit submitted subscription suffix supplier support supporting suspended symbol sync
  system tab task tax team telephone template term terms territory text thank theme threats ticker ticket
  time timeframe timeline timestamp title to token tooltip total trace tracking transaction traversed two
  type uid unique unit units unsafe unsolicited until uom updated upload ups uri url usage use used user
  users utc valid value vendor version view visible voicemail volume waiting weaknesses web website week
  weight welcome will win with work worker workflow xml year yomi you zip zone
`;

const known = new Set(words.split(/\s+/).filter((word) => word !== ''));
const longest = Math.max(...[...known].map((word) => word.length));

/** The fewest words that a name is made of; what is no word stays as it is. */
export function splitWords(name: string): string[] {
  return name.split('_').flatMap((part) => part.split(/(\d+)/).flatMap((text) => segment(text)));
}

interface Step {
  readonly cost: number;
  readonly from: number;
}

function segment(text: string): string[] {
  if (text === '') return [];
  const best: Step[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= text.length; end += 1) {
    let step: Step = { cost: Number.MAX_SAFE_INTEGER, from: 0 };
    for (let from = 0; from < end; from += 1) {
      const length = end - from;
      // A stretch of no words is dearer than any words, and one long stretch cheaper than several short ones.
      const price = length <= longest && known.has(text.slice(from, end)) ? 1 : 20 + length;
      const cost = (best[from]?.cost ?? 0) + price;
      if (cost < step.cost) step = { cost, from };
    }
    best.push(step);
  }
  const found: string[] = [];
  for (let end = text.length; end > 0;) {
    const from = best[end]?.from ?? 0;
    found.unshift(text.slice(from, end));
    end = from;
  }
  return found;
}
