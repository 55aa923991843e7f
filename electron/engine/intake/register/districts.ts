/**
 * Districts, by the council of today that arranges social care there, separated by commas: first those that are, then
 * those that were.
 */
export const DISTRICTS: Readonly<Record<string, string>> = {
  Cambridgeshire: "Cambridge, East Cambridgeshire, Fenland, Huntingdonshire, South Cambridgeshire",
  Derbyshire:
    "Amber Valley, Bolsover, Chesterfield, Derbyshire Dales, Erewash, High Peak, North East Derbyshire, South Derbyshire",
  Devon: "East Devon, Exeter, Mid Devon, North Devon, South Hams, Teignbridge, Torridge, West Devon",
  "East Sussex": "Eastbourne, Hastings, Lewes, Rother, Wealden",
  Essex:
    "Basildon, Braintree, Brentwood, Castle Point, Chelmsford, Colchester, Epping Forest, Harlow, Maldon, Rochford, Tendring, Uttlesford",
  Gloucestershire: "Cheltenham, Cotswold, Forest of Dean, Gloucester, Stroud, Tewkesbury",
  Hampshire:
    "Basingstoke and Deane, East Hampshire, Eastleigh, Fareham, Gosport, Hart, Havant, New Forest, Rushmoor, Test Valley, Winchester",
  Hertfordshire:
    "Broxbourne, Dacorum, East Hertfordshire, Hertsmere, North Hertfordshire, St Albans, Stevenage, Three Rivers, Watford, Welwyn Hatfield",
  Kent: "Ashford, Canterbury, Dartford, Dover, Folkestone and Hythe, Shepway, Gravesham, Maidstone, Sevenoaks, Swale, Thanet, Tonbridge and Malling, Tunbridge Wells",
  Lancashire:
    "Burnley, Chorley, Fylde, Hyndburn, Lancaster, Pendle, Preston, Ribble Valley, Rossendale, South Ribble, West Lancashire, Wyre",
  Leicestershire:
    "Blaby, Charnwood, Harborough, Hinckley and Bosworth, Melton, North West Leicestershire, Oadby and Wigston",
  Lincolnshire: "Boston, East Lindsey, Lincoln, North Kesteven, South Holland, South Kesteven, West Lindsey",
  Norfolk: "Breckland, Broadland, Great Yarmouth, King’s Lynn and West Norfolk, North Norfolk, Norwich, South Norfolk",
  Nottinghamshire: "Ashfield, Bassetlaw, Broxtowe, Gedling, Mansfield, Newark and Sherwood, Rushcliffe",
  Oxfordshire: "Cherwell, Oxford, South Oxfordshire, Vale of White Horse, West Oxfordshire",
  Staffordshire:
    "Cannock Chase, East Staffordshire, Lichfield, Newcastle-under-Lyme, South Staffordshire, Stafford, Staffordshire Moorlands, Tamworth",
  Suffolk:
    "Babergh, East Suffolk, Ipswich, Mid Suffolk, West Suffolk, Forest Heath, St Edmundsbury, Suffolk Coastal, Waveney",
  Surrey:
    "Elmbridge, Epsom and Ewell, Guildford, Mole Valley, Reigate and Banstead, Runnymede, Spelthorne, Surrey Heath, Tandridge, Waverley, Woking",
  Warwickshire: "North Warwickshire, Nuneaton and Bedworth, Rugby, Stratford-on-Avon, Warwick",
  "West Sussex": "Adur, Arun, Chichester, Crawley, Horsham, Mid Sussex, Worthing",
  Worcestershire: "Bromsgrove, Malvern Hills, Redditch, Worcester, Wychavon, Wyre Forest",
  "Bournemouth, Christchurch and Poole": "Bournemouth, Christchurch, Poole, Bournemouth and Poole",
  Buckinghamshire: "Aylesbury Vale, Chiltern, South Bucks, South Buckinghamshire, Wycombe",
  "Central Bedfordshire": "Mid Bedfordshire, South Bedfordshire",
  "Cheshire East": "Congleton, Crewe and Nantwich, Macclesfield",
  "Cheshire West and Chester": "Chester, Ellesmere Port and Neston, Vale Royal",
  Cornwall: "Caradon, Carrick, Kerrier, North Cornwall, Penwith, Restormel",
  "County Durham": "Chester-le-Street, Derwentside, Easington, Sedgefield, Teesdale, Wear Valley, City of Durham",
  Cumberland: "Allerdale, Carlisle, Copeland",
  Dorset: "East Dorset, North Dorset, Purbeck, West Dorset, Weymouth and Portland",
  "North Northamptonshire": "Corby, East Northamptonshire, Kettering, Wellingborough",
  "North Yorkshire": "Craven, Hambleton, Harrogate, Richmondshire, Ryedale, Scarborough, Selby",
  Northumberland: "Alnwick, Berwick-upon-Tweed, Blyth Valley, Castle Morpeth, Tynedale, Wansbeck",
  Shropshire: "Bridgnorth, North Shropshire, Oswestry, Shrewsbury and Atcham, South Shropshire",
  Somerset: "Mendip, Sedgemoor, Somerset West and Taunton, South Somerset, Taunton Deane, West Somerset",
  "West Northamptonshire": "Daventry, Northampton, South Northamptonshire",
  "Westmorland and Furness": "Barrow-in-Furness, Eden, South Lakeland",
  Wiltshire: "Kennet, North Wiltshire, Salisbury, West Wiltshire",
};
