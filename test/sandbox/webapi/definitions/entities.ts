// A table as its EntityMetadata.
import { isOwned, privilegeId, privilegeName, verbs } from '../security/privileges';
import type { Table } from '../schema/model';
import { metadataId } from './ids';
import { label, managed } from './values';
import { collectionLabel, schemaName } from './wording';

const businessOwned = new Set(['systemuser', 'team', 'businessunit', 'role']);
const noticed = new Set([
  'account',
  'contact',
  'lead',
  'opportunity',
  'incident',
  'product',
  'invoice',
  'quote',
]);

function ownershipOf(table: Table): string {
  if (businessOwned.has(table.logicalName)) return 'BusinessOwned';
  if (table.byLogicalName.has('ownerid')) return 'UserOwned';
  return table.byLogicalName.has('organizationid') ? 'OrganizationOwned' : 'None';
}

export function entityValues(table: Table): Record<string, unknown> {
  const { logicalName, custom = false } = table;
  const what = `table ${logicalName}`;
  const activity = table.base === 'activitypointer' || logicalName === 'activitypointer';
  const collection = collectionLabel(table);
  const can = (name: string): object => managed(true, name);
  return {
    ...switches(table, activity),
    ActivityTypeMask: activity ? 1 : 0,
    Description: label(table.description, `${what} Description`, !custom),
    DisplayCollectionName: label(collection, `${what} DisplayCollectionName`, !custom),
    DisplayName: label(table.displayName, logicalName === 'account' ? 'account DisplayName' : what, !custom),
    IsAuditEnabled: managed(false, 'canmodifyauditsettings'),
    IsValidForQueue: managed(activity || logicalName === 'incident', 'canmodifyqueuesettings'),
    IsConnectionsEnabled: managed(noticed.has(logicalName), 'canmodifyconnectionsettings'),
    IsCustomizable: can('iscustomizable'),
    IsRenameable: can('isrenameable'),
    IsMappable: managed(true, 'ismappable', false),
    IsDuplicateDetectionEnabled: managed(false, 'canmodifyduplicatedetectionsettings'),
    CanCreateAttributes: can('cancreateattributes'),
    CanCreateForms: can('cancreateforms'),
    CanCreateViews: can('cancreateviews'),
    CanCreateCharts: can('cancreatecharts'),
    CanBeRelatedEntityInRelationship: managed(true, 'canberelatedentityinrelationship', false),
    CanBePrimaryEntityInRelationship: managed(true, 'canbeprimaryentityinrelationship', false),
    CanBeInManyToMany: managed(true, 'canbeinmanytomany', false),
    CanModifyAdditionalSettings: can('canmodifyadditionalsettings'),
    CanChangeHierarchicalRelationship: can('canchangehierarchicalrelationship'),
    CanChangeTrackingBeEnabled: can('canchangetrackingbeenabled'),
    IsMailMergeEnabled: managed(false, 'canmodifymailmergesettings'),
    IsVisibleInMobile: managed(false, 'canmodifymobilevisibility'),
    IsVisibleInMobileClient: managed(noticed.has(logicalName), 'canmodifymobileclientvisibility'),
    LogicalName: logicalName,
    ObjectTypeCode: table.objectTypeCode,
    OwnershipType: ownershipOf(table),
    PrimaryNameAttribute: table.primaryName,
    PrimaryImageAttribute: table.byLogicalName.has('entityimage') ? 'entityimage' : null,
    PrimaryIdAttribute: table.primaryKey,
    Privileges: verbs.map((verb) => privilege(table, verb)),
    SchemaName: schemaName(logicalName),
    IntroducedVersion: custom ? '1.0' : '5.0.0.0',
    EntityColor: null,
    LogicalCollectionName: table.setName,
    CollectionSchemaName: collection.replaceAll(' ', ''),
    EntitySetName: table.setName,
    MetadataId: metadataId(what),
  };
}

/** What is simply on or off. */
function switches(table: Table, activity: boolean): Record<string, boolean> {
  const { logicalName, custom = false, alternateKeys } = table;
  const known = noticed.has(logicalName);
  return {
    AutoRouteToOwnerQueue: false,
    CanTriggerWorkflow: true,
    EntityHelpUrlEnabled: false,
    IsDocumentManagementEnabled: known,
    IsOneNoteIntegrationEnabled: false,
    IsInteractionCentricEnabled: known,
    IsKnowledgeManagementEnabled: false,
    IsSLAEnabled: logicalName === 'incident',
    IsBPFEntity: false,
    IsDocumentRecommendationsEnabled: false,
    AutoCreateAccessTeams: false,
    IsActivity: activity,
    IsActivityParty: known,
    IsAvailableOffline: true,
    IsChildEntity: logicalName.endsWith('detail') || logicalName === 'opportunityproduct',
    IsAIRUpdated: true,
    IsCustomEntity: custom,
    IsBusinessProcessEnabled: known,
    SyncToExternalSearchIndex: known,
    IsOptimisticConcurrencyEnabled: true,
    ChangeTrackingEnabled: alternateKeys.length > 0 || known,
    IsImportable: true,
    IsIntersect: false,
    IsManaged: !custom,
    IsEnabledForCharts: true,
    IsEnabledForTrace: false,
    IsValidForAdvancedFind: true,
    IsReadingPaneEnabled: true,
    IsQuickCreateEnabled: known,
    IsStateModelAware: table.byLogicalName.has('statecode'),
    EnforceStateTransitions: false,
    IsEnabledForExternalChannels: false,
    IsPrivate: false,
    UsesBusinessDataLabelTable: false,
    IsLogicalEntity: false,
    HasNotes: [...table.navigations.values()].some(({ target }) => target === 'annotation'),
    HasActivities: [...table.navigations.values()].some(({ target }) => target === 'activitypointer'),
    HasFeedback: false,
  };
}

function privilege(table: Table, verb: (typeof verbs)[number]): object {
  const name = privilegeName(verb, table);
  const owned = isOwned(table);
  return {
    CanBeBasic: owned,
    CanBeDeep: owned,
    CanBeGlobal: true,
    CanBeLocal: owned,
    CanBeEntityReference: false,
    CanBeParentEntityReference: false,
    Name: name,
    PrivilegeId: privilegeId(name),
    PrivilegeType: verb,
  };
}
