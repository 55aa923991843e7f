/** What a column may hold beside answers. */
export const FIELDS = [
  "providerId",
  "locationId",
  "odsCode",
  "parentName",
  "organisationName",
  "locationName",
  "postcode",
  "region",
  "localAuthority",
  "icb",
  "serviceTypeColumn",
  "respondentId",
  "submittedAt",
  "startedAt",
  "month",
  "finished",
  "status",
  "ownColumn",
] as const;
export type Field = (typeof FIELDS)[number];

/** Fields that say where a sender is and nothing else: they tell no two rows apart, and no import waits for them. */
export const PLACE_FIELDS: readonly string[] = ["localAuthority", "icb"] satisfies readonly Field[];

/** A header form that names a field. The first in the list is the best where a sheet has several. */
interface FieldForm {
  readonly field: Field;
  readonly headers: readonly (string | RegExp)[];
}

/** Header forms by field, compared in lower case without separators (INTAKE: both Capacity Tracker styles, platforms). */
const FORMS: readonly FieldForm[] = [
  {
    field: "providerId",
    headers: ["cqcproviderid", "providerid", "cqcprovideridforofficeuseonly", /cqcprovider(id|number|code)/],
  },
  {
    field: "locationId",
    headers: [
      "cqclocationid",
      "cqcid",
      "locationid",
      "cqclocationidforofficeuseonly",
      "cqclocationforofficeuseonly",
      /cqc(location)?(id|number|code|registrationnumber)/,
    ],
  },
  { field: "odsCode", headers: ["odscode", "ods", /odscode/] },
  {
    field: "parentName",
    headers: [
      "parentorganisation",
      "parentorganisationname",
      "parentorganization",
      "parentorg",
      "parentcompany",
      "nameofparentorganisation",
      /nameof(your|the)?parent(organisation|company|group)/,
      /parent(organisation|company|group)name/,
    ],
  },
  {
    field: "organisationName",
    headers: [
      "organisationname",
      "organisation",
      "nameoforganisation",
      "nameofyourorganisation",
      "providername",
      "company",
      "companyname",
      "provider",
      "careprovider",
      "yourorganisation",
      "businessname",
      /nameof(your|the)?(care)?(organisation|company|provider|business)/,
      /^(your)?(organisation|company|provider|business|careprovider|member|memberorganisation)s?name/,
      "member",
    ],
  },
  { field: "locationName", headers: ["location", "locationname", "homename", "servicename", "nameoflocation"] },
  { field: "postcode", headers: ["postcode", "postalcode", /postcode/] },
  { field: "region", headers: ["region", "regionname", "laregionname", "regionofengland", /whichregion/] },
  {
    field: "localAuthority",
    headers: [
      "localauthority",
      "localauthorityname",
      "localauthorityarea",
      "laname",
      "council",
      whichPlace("localauthority|council"),
      /^(q(uestion)?)?\d{1,3}[a-z]?(yourlocalauthority|localauthority|council)$/,
    ],
  },
  {
    field: "icb",
    headers: [
      "icb",
      "icbname",
      "integratedcareboard",
      "integratedcareboardname",
      "integratedcareboardicb",
      whichPlace("integratedcareboard|integratedcareboardicb|icb"),
      /^(q(uestion)?)?\d{1,3}[a-z]?(yourintegratedcareboard|integratedcareboard|icb)$/,
    ],
  },
  {
    field: "serviceTypeColumn",
    headers: [
      "servicetype",
      "servicetypes",
      "typeofservice",
      "primaryservicetype",
      "mainservicetype",
      "locationservicetype",
      "carehomeservicetype",
      "cqcservicetype",
    ],
  },
  {
    field: "month",
    headers: [
      "referencemonth",
      "collectionmonth",
      "reportingmonth",
      "monthofcollection",
      "surveymonth",
      "returnmonth",
      "datamonth",
      "month",
      "reportingperiod",
      "collectionperiod",
      "period",
    ],
  },
  { field: "finished", headers: ["finished"] },
  { field: "status", headers: ["status", "responsestatus", "responsetype"] },
  { field: "respondentId", headers: ["respondentid"] },
  {
    field: "submittedAt",
    headers: [
      "handbacksubmittedutc",
      "submittedat",
      "submittedutc",
      "datesubmitted",
      "submissiondate",
      "lastupdatedutc",
      "cqcsurveylastupdatedutc",
      "lastupdatedbst",
      "cqcsurveylastupdatedbst",
      "enddate",
      "recordeddate",
      "completiontime",
      "completiondate",
      "submitdate",
      "submitdateutc",
      "timestamp",
      "ended",
      "submitted",
      "datecompleted",
      "completed",
      "completedat",
      "completedon",
      "submittedon",
      "dateofsubmission",
      "responsedate",
      "dateofresponse",
      "datereturned",
      "date",
      "startdate",
      "lastupdated",
    ],
  },
];

/** "Which local authority are you based in?", and nothing that asks more than that. */
function whichPlace(kinds: string): RegExp {
  const who = "(you|yourorganisation|yourservice|yourhome|yourlocation|theservice|thehome|thelocation)";
  return new RegExp(
    `^(q(uestion)?\\d{1,3}[a-z]?|\\d{1,3}[a-z]?)?(in)?(which|what)(is(your|the))?(${kinds})(area)?((are|is)${who}(mainly)?(in|based|basedin|located|locatedin)?)?$`,
  );
}

/** A header taken for a field. `rank` is 0 for the best form of that field. */
export interface FieldMatch {
  readonly field: Field;
  readonly rank: number;
  readonly exact: boolean;
}

/** The field a header names, null where it names none. */
export function fieldNamed(header: string): FieldMatch | null {
  const squashed = squash(header);
  if (squashed === "") return null;
  for (const { field, headers } of FORMS) {
    const exact = headers.indexOf(squashed);
    if (exact >= 0) return { field, rank: exact, exact: true };
  }
  for (const { field, headers } of FORMS) {
    const rank = headers.findIndex((form) => form instanceof RegExp && form.test(squashed));
    if (rank >= 0) return { field, rank, exact: false };
  }
  return null;
}

/** A header in lower case without separators: `CQC_ID` and `cqcid` are the same. */
export function squash(header: string): string {
  return header.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Headers that only the Capacity Tracker's extracts carry together. */
export const TRACKER_HEADERS: ReadonlySet<string> = new Set([
  "parentorganisation",
  "lrf",
  "lrfname",
  "icb",
  "icbname",
  "subicb",
  "subicbname",
  "odscode",
  "lastupdatedutc",
  "lastupdatedbst",
  "cqcsurveylastupdatedutc",
  "cqcsurveylastupdatedbst",
  "localauthority",
  "laname",
  "laregionname",
  "isacceptingadmissions",
  "admissionstatus",
  "overallstatus",
  "maxcapacity",
  "usedbeds",
  "declaredvacancies",
  "serviceusercount",
  "usersnhsla",
  "usersselffunded",
  "confirmedsave",
  "nursesemployed",
  "careworkersemployed",
  "hourspaid",
  "hourspaiddomcare",
  "canprovidermorehours",
  "workforcestatus",
]);
