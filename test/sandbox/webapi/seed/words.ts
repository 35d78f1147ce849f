// Names that people and companies might bear. Every e-mail address and site made of them ends in .test (RFC 6761).

export interface Culture {
  readonly weight: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Latin spelling for addresses, where the script is another. */
  readonly latin?: readonly string[];
  readonly familyFirst?: boolean;
}

const list = (text: string): string[] => text.split(' ');

export const cultures: readonly Culture[] = [
  {
    weight: 44,
    given: list(
      'Olivia Noah Emma Liam Charlotte James Amelia Henry Sophia Theodore Grace Jack Ruby Owen Hazel Marcus Denise Carl Yvonne Paul Nancy Scott Maria Robert Susan Patrick Jim Rene Thomas Sidney',
    ),
    family: list(
      "Smith Johnson Walker O'Brien O'Neill Bennett Hughes Foster Carter McKay Sullivan Ward Coleman Reyes Barnes Griffin Hayes Myers Ford Hamilton Graham Wallace Woods Cole West Jordan Owens Reynolds Fisher Ellis",
    ),
  },
  {
    weight: 18,
    given: list(
      'Jürgen Käthe Björn Anneliese Günther Zoë Sören Renée Étienne Chloé François Hélène Jérôme Noémie Müge Åsa Øyvind Mårten Saoirse Siân',
    ),
    family: list(
      'Müller Schröder Weiß Jäger Köhler Groß Bäcker Lefèvre Beauchêne Gauthier Dupré Østergård Ångström Nørgaard Sjöberg Lindström Ó’Dálaigh Çelik Brönner Fürst',
    ),
  },
  {
    weight: 14,
    given: list(
      'José María Núria Íñigo Begoña Joaquín Lucía Tomás Andrés Mónica João Conceição Simão Inês Niccolò Chiara Matteo Giulia Rhys Ana',
    ),
    family: list(
      'García Muñoz Ibáñez Peña López Gutiérrez Álvarez Conceição Magalhães Gonçalves Araújo Rossi Esposito D’Angelo Bianchi Núñez Castaño Zúñiga Sáenz Ribeiro',
    ),
  },
  {
    weight: 10,
    given: list(
      'Łukasz Agnieszka Zdzisław Małgorzata Jiří Šárka Ondřej Žofie László Zsófia Ágnes Győző Ștefan Ioana Đorđe Čedomir',
    ),
    family: list(
      'Wójcik Kowalczyk Gąsienica Świątek Dvořák Novák Šťastný Černý Szabó Nagy Kovács Tóth Țurcanu Ionescu Đurić Živković',
    ),
  },
  {
    weight: 6,
    given: list('Мария Дмитрий Ольга Сергей Наталья Алексей Елена Γιώργος Ελένη Νίκος'),
    family: list('Иванова Смирнов Кузнецова Попов Соколова Петров Морозова Παπαδόπουλος Γεωργίου Νικολάου'),
    latin: list('ivanova smirnov kuznetsova popov sokolova petrov morozova papadopoulos georgiou nikolaou'),
  },
  {
    weight: 5,
    given: list('美咲 健一 陽子 大輔 小雨 伟 芳 静 민준 서연'),
    family: list('田中 佐藤 鈴木 高橋 王 李 张 陈 김 박'),
    latin: list('tanaka sato suzuki takahashi wang li zhang chen kim park'),
    familyFirst: true,
  },
  {
    weight: 3,
    given: list('محمد فاطمة أحمد ليلى נועה דוד प्रिया अर्जुन'),
    family: list('العلي حداد النجار الخطيب כהן לוי शर्मा पटेल'),
    latin: list('alali haddad alnajjar alkhatib cohen levi sharma patel'),
  },
];

export const companyHeads = list(
  'Alpine Northwind Litware Tailspin Fabrikam Wingtip Trey Proseware Lucerne Humongous Woodgrove Coho Adatum Relecloud VanArsdel Nordwerk Café Zürich São Île Łódź Ostsee Kraków Bodø Málaga Granite Harbor Cedar Meridian Summit Pioneer Beacon Cascade Ember Falcon Juniper Keystone Lakeside Maple Orchard Quarry Redwood Sterling Thistle Union Valley Willow Zenith',
);
export const companyTails = [
  'Logistics',
  'Traders',
  'Foods',
  'Energy',
  'Robotics',
  'Pharma',
  'Textiles',
  'Publishing',
  'Airlines',
  'Vineyard',
  'Toys',
  'Research',
  'Media',
  'Steel',
  'Bank',
  'Insurance',
  'Foundry',
  'Design & Build',
  'Health',
  'Optics',
  'Marine',
  'Packaging',
  'Stone & Tile',
  'Water Works',
  'Bäckerei',
  'Möbel',
  'Électronique',
  'Química',
];
export const companyForms = [
  { suffix: ', Inc.', weight: 26 },
  { suffix: ' LLC', weight: 16 },
  { suffix: ' Ltd', weight: 14 },
  { suffix: ' GmbH', weight: 12 },
  { suffix: ' AG', weight: 5 },
  { suffix: ' S.A.', weight: 8 },
  { suffix: ' Sp. z o.o.', weight: 6 },
  { suffix: ' AB', weight: 4 },
  { suffix: ' 株式会社', weight: 3 },
  { suffix: '', weight: 6 },
];

export interface Place {
  readonly city: string;
  readonly region: string;
  readonly country: string;
  readonly postal: string;
  readonly dial: string;
  readonly latitude: number;
  readonly longitude: number;
}

export const places: readonly Place[] = [
  ['Redmond', 'WA', 'United States', '98052', '+1 425', 47.674, -122.1215],
  ['Seattle', 'WA', 'United States', '98101', '+1 206', 47.6062, -122.3321],
  ['Dallas', 'TX', 'United States', '75201', '+1 214', 32.7767, -96.797],
  ['Chicago', 'IL', 'United States', '60601', '+1 312', 41.8781, -87.6298],
  ['Toronto', 'ON', 'Canada', 'M5H 2N2', '+1 416', 43.6532, -79.3832],
  ['Montréal', 'QC', 'Canada', 'H2Y 1C6', '+1 514', 45.5017, -73.5673],
  ['London', '', 'United Kingdom', 'EC1A 1BB', '+44 20', 51.5074, -0.1278],
  ['Zürich', 'ZH', 'Switzerland', '8001', '+41 44', 47.3769, 8.5417],
  ['München', 'Bayern', 'Germany', '80331', '+49 89', 48.1351, 11.582],
  ['Köln', 'Nordrhein-Westfalen', 'Germany', '50667', '+49 221', 50.9375, 6.9603],
  ['Kraków', 'Małopolskie', 'Poland', '31-042', '+48 12', 50.0647, 19.945],
  ['Łódź', 'Łódzkie', 'Poland', '90-001', '+48 42', 51.7592, 19.456],
  ['Málaga', 'Andalucía', 'Spain', '29001', '+34 952', 36.7213, -4.4214],
  ['São Paulo', 'SP', 'Brazil', '01001-000', '+55 11', -23.5505, -46.6333],
  ['Bodø', 'Nordland', 'Norway', '8006', '+47 75', 67.2804, 14.4049],
  ['東京', '東京都', '日本', '100-0001', '+81 3', 35.6762, 139.6503],
  ['Αθήνα', 'Αττική', 'Ελλάδα', '105 57', '+30 21', 37.9838, 23.7275],
  ['Sydney', 'NSW', 'Australia', '2000', '+61 2', -33.8688, 151.2093],
].map(([city, region, country, postal, dial, latitude, longitude]) => ({
  city: String(city),
  region: String(region),
  country: String(country),
  postal: String(postal),
  dial: String(dial),
  latitude: Number(latitude),
  longitude: Number(longitude),
}));

export const streets = [
  'Main Street',
  'Harbour Road',
  'Bahnhofstraße',
  'Rue de l’Église',
  'Calle Mayor',
  'ul. Floriańska',
  'Station Road',
  'Industriestraße',
  'Market Square',
  'Avenida Paulista',
  'Storgata',
  'One Microsoft Way',
];

export const jobTitles = [
  'Purchasing Manager',
  'Senior Developer',
  'Junior Developer',
  'Owner',
  'Sales Representative',
  'Senior Buyer',
  'Finance Director',
  'IT Specialist',
  'Support Specialist',
  'Chief Executive Officer',
  'Office Manager',
  'Logistics Planner',
  'Senior Account Specialist',
  'Production Manager',
  'Accountant',
  'Marketing Assistant',
];

export const departments = [
  'Purchasing',
  'IT',
  'Finance',
  'Production',
  'Sales',
  'Administration',
  'Logistics',
];

export const taskVerbs = [
  'Call',
  'Send proposal to',
  'Follow up with',
  'Prepare meeting with',
  'Check credit of',
  'Send samples to',
  'Review contract with',
];

export const dealNouns = [
  'licences',
  'annual maintenance',
  'pilot installation',
  'spare parts',
  'frame agreement',
  'consulting days',
  'fleet renewal',
  'meter roll-out',
  'training',
  'pallets of copy paper',
];
