// The entity types of definitions: what describes a table, a column, a set of choices or a relationship.

/** One entity type. */
export interface MetadataTypeSpec {
  readonly name: string;
  readonly base: string;
  readonly abstract?: boolean;
  /** In the form of `readMembers`. */
  readonly properties: string;
  /** In the same form; `!` behind the name: contained, with no set of its own. */
  readonly navigations?: string;
}

export const metadataTypeSpecs: readonly MetadataTypeSpec[] = [
  {
    name: 'MetadataBase',
    base: 'crmmodelbaseentity',
    abstract: true,
    properties: 'MetadataId:Guid HasChanged:Boolean',
  },
  {
    name: 'AttributeMetadata',
    base: 'MetadataBase',
    properties: `
      AttributeOf:String AttributeType:AttributeTypeCode
      AttributeTypeName:AttributeTypeDisplayName ColumnNumber:Int32 Description:Label
      DisplayName:Label DeprecatedVersion:String IntroducedVersion:String EntityLogicalName:String
      IsAuditEnabled:BooleanManagedProperty IsCustomAttribute:Boolean IsPrimaryId:Boolean
      IsPrimaryName:Boolean IsValidForCreate:Boolean IsValidForRead:Boolean
      IsValidForUpdate:Boolean CanBeSecuredForRead:Boolean CanBeSecuredForCreate:Boolean
      CanBeSecuredForUpdate:Boolean IsSecured:Boolean IsRetrievable:Boolean IsFilterable:Boolean
      IsSearchable:Boolean IsManaged:Boolean IsGlobalFilterEnabled:BooleanManagedProperty
      IsSortableEnabled:BooleanManagedProperty LinkedAttributeId:Guid LogicalName:String
      IsCustomizable:BooleanManagedProperty IsRenameable:BooleanManagedProperty
      IsValidForAdvancedFind:BooleanManagedProperty IsValidForForm:Boolean
      IsRequiredForForm:Boolean IsValidForGrid:Boolean
      RequiredLevel:AttributeRequiredLevelManagedProperty
      CanModifyAdditionalSettings:BooleanManagedProperty SchemaName:String ExternalName:String
      IsLogical:Boolean IsDataSourceSecret:Boolean InheritsFrom:String SourceType:Int32
      AutoNumberFormat:String`,
  },
  {
    name: 'BigIntAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'MaxValue:Int64 MinValue:Int64',
  },
  {
    name: 'BooleanAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'DefaultValue:Boolean FormulaDefinition:String SourceTypeMask:Int32',
    navigations: 'OptionSet!:BooleanOptionSetMetadata GlobalOptionSet:BooleanOptionSetMetadata',
  },
  {
    name: 'BooleanOptionSetMetadata',
    base: 'OptionSetMetadataBase',
    properties: 'TrueOption:OptionMetadata FalseOption:OptionMetadata',
  },
  {
    name: 'DateTimeAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      MinSupportedValue:DateTimeOffset MaxSupportedValue:DateTimeOffset Format:DateTimeFormat
      ImeMode:ImeMode SourceTypeMask:Int32 FormulaDefinition:String
      DateTimeBehavior:DateTimeBehavior CanChangeDateTimeBehavior:BooleanManagedProperty`,
  },
  {
    name: 'DecimalAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      MaxValue:Decimal MinValue:Decimal Precision:Int32 ImeMode:ImeMode FormulaDefinition:String
      SourceTypeMask:Int32`,
  },
  {
    name: 'DoubleAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'ImeMode:ImeMode MaxValue:Double MinValue:Double Precision:Int32',
  },
  {
    name: 'EntityMetadata',
    base: 'MetadataBase',
    properties: `
      ActivityTypeMask:Int32 AutoRouteToOwnerQueue:Boolean CanTriggerWorkflow:Boolean
      Description:Label DisplayCollectionName:Label DisplayName:Label EntityHelpUrlEnabled:Boolean
      EntityHelpUrl:String IsDocumentManagementEnabled:Boolean IsOneNoteIntegrationEnabled:Boolean
      IsInteractionCentricEnabled:Boolean IsKnowledgeManagementEnabled:Boolean
      IsSLAEnabled:Boolean IsBPFEntity:Boolean IsDocumentRecommendationsEnabled:Boolean
      DataProviderId:Guid DataSourceId:Guid AutoCreateAccessTeams:Boolean IsActivity:Boolean
      IsActivityParty:Boolean IsAuditEnabled:BooleanManagedProperty IsAvailableOffline:Boolean
      IsChildEntity:Boolean IsAIRUpdated:Boolean IsValidForQueue:BooleanManagedProperty
      IsConnectionsEnabled:BooleanManagedProperty IconLargeName:String IconMediumName:String
      IconSmallName:String IconVectorName:String IsCustomEntity:Boolean
      IsBusinessProcessEnabled:Boolean IsCustomizable:BooleanManagedProperty
      IsRenameable:BooleanManagedProperty IsMappable:BooleanManagedProperty
      IsDuplicateDetectionEnabled:BooleanManagedProperty
      CanCreateAttributes:BooleanManagedProperty CanCreateForms:BooleanManagedProperty
      CanCreateViews:BooleanManagedProperty CanCreateCharts:BooleanManagedProperty
      CanBeRelatedEntityInRelationship:BooleanManagedProperty
      CanBePrimaryEntityInRelationship:BooleanManagedProperty
      CanBeInManyToMany:BooleanManagedProperty
      CanBeInCustomEntityAssociation:BooleanManagedProperty
      CanEnableSyncToExternalSearchIndex:BooleanManagedProperty SyncToExternalSearchIndex:Boolean
      CanModifyAdditionalSettings:BooleanManagedProperty
      CanChangeHierarchicalRelationship:BooleanManagedProperty
      IsOptimisticConcurrencyEnabled:Boolean ChangeTrackingEnabled:Boolean
      CanChangeTrackingBeEnabled:BooleanManagedProperty IsImportable:Boolean IsIntersect:Boolean
      IsMailMergeEnabled:BooleanManagedProperty IsManaged:Boolean IsEnabledForCharts:Boolean
      IsEnabledForTrace:Boolean IsValidForAdvancedFind:Boolean
      IsVisibleInMobile:BooleanManagedProperty IsVisibleInMobileClient:BooleanManagedProperty
      IsReadOnlyInMobileClient:BooleanManagedProperty
      IsOfflineInMobileClient:BooleanManagedProperty DaysSinceRecordLastModified:Int32
      MobileOfflineFilters:String IsReadingPaneEnabled:Boolean IsQuickCreateEnabled:Boolean
      LogicalName:String ObjectTypeCode:Int32 OwnershipType:OwnershipTypes
      PrimaryNameAttribute:String PrimaryImageAttribute:String PrimaryIdAttribute:String
      Privileges:SecurityPrivilegeMetadata[] RecurrenceBaseEntityLogicalName:String
      ReportViewName:String SchemaName:String IntroducedVersion:String IsStateModelAware:Boolean
      EnforceStateTransitions:Boolean ExternalName:String EntityColor:String
      LogicalCollectionName:String ExternalCollectionName:String CollectionSchemaName:String
      EntitySetName:String IsEnabledForExternalChannels:Boolean IsPrivate:Boolean
      UsesBusinessDataLabelTable:Boolean IsLogicalEntity:Boolean HasNotes:Boolean
      HasActivities:Boolean HasFeedback:Boolean`,
    navigations: `
      Attributes!:AttributeMetadata[] ManyToManyRelationships:ManyToManyRelationshipMetadata[]
      ManyToOneRelationships:OneToManyRelationshipMetadata[]
      OneToManyRelationships:OneToManyRelationshipMetadata[] Keys!:EntityKeyMetadata[]`,
  },
  {
    name: 'EntityKeyMetadata',
    base: 'MetadataBase',
    properties: `
      DisplayName:Label LogicalName:String SchemaName:String EntityLogicalName:String
      KeyAttributes:String[] IsCustomizable:BooleanManagedProperty IsManaged:Boolean
      IntroducedVersion:String EntityKeyIndexStatus:EntityKeyIndexStatus AsyncJob:Guid`,
  },
  {
    name: 'EntityNameAttributeMetadata',
    base: 'EnumAttributeMetadata',
    properties: 'IsEntityReferenceStored:Boolean',
  },
  {
    name: 'EnumAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'DefaultFormValue:Int32',
    navigations: 'OptionSet!:OptionSetMetadata GlobalOptionSet:OptionSetMetadata',
  },
  { name: 'FileAttributeMetadata', base: 'AttributeMetadata', properties: 'MaxSizeInKB:Int32' },
  {
    name: 'OptionSetMetadataBase',
    base: 'MetadataBase',
    properties: `
      Description:Label DisplayName:Label IsCustomOptionSet:Boolean IsGlobal:Boolean
      IsManaged:Boolean IsCustomizable:BooleanManagedProperty Name:String ExternalTypeName:String
      OptionSetType:OptionSetType IntroducedVersion:String`,
  },
  {
    name: 'ImageAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      IsPrimaryImage:Boolean MaxHeight:Int16 MaxWidth:Int16 CanStoreFullImage:Boolean
      MaxSizeInKB:Int32`,
  },
  {
    name: 'IntegerAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      Format:IntegerFormat MaxValue:Int32 MinValue:Int32 FormulaDefinition:String
      SourceTypeMask:Int32`,
  },
  {
    name: 'LookupAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'Targets:String[] Format:LookupFormat',
  },
  {
    name: 'ManagedPropertyAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      ManagedPropertyLogicalName:String ParentComponentType:Int32 ParentAttributeName:String
      ValueAttributeTypeCode:AttributeTypeCode`,
  },
  {
    name: 'ManyToManyRelationshipMetadata',
    base: 'RelationshipMetadataBase',
    properties: `
      Entity1AssociatedMenuConfiguration:AssociatedMenuConfiguration
      Entity2AssociatedMenuConfiguration:AssociatedMenuConfiguration Entity1LogicalName:String
      Entity2LogicalName:String IntersectEntityName:String Entity1IntersectAttribute:String
      Entity2IntersectAttribute:String Entity1NavigationPropertyName:String
      Entity2NavigationPropertyName:String`,
  },
  {
    name: 'MemoAttributeMetadata',
    base: 'AttributeMetadata',
    properties: 'Format:StringFormat ImeMode:ImeMode MaxLength:Int32 IsLocalizable:Boolean',
  },
  {
    name: 'MoneyAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      ImeMode:ImeMode MaxValue:Double MinValue:Double Precision:Int32 PrecisionSource:Int32
      CalculationOf:String FormulaDefinition:String SourceTypeMask:Int32 IsBaseCurrency:Boolean`,
  },
  {
    name: 'MultiSelectPicklistAttributeMetadata',
    base: 'EnumAttributeMetadata',
    properties: 'FormulaDefinition:String SourceTypeMask:Int32',
  },
  {
    name: 'OneToManyRelationshipMetadata',
    base: 'RelationshipMetadataBase',
    properties: `
      AssociatedMenuConfiguration:AssociatedMenuConfiguration
      CascadeConfiguration:CascadeConfiguration ReferencedAttribute:String ReferencedEntity:String
      ReferencingAttribute:String ReferencingEntity:String IsHierarchical:Boolean
      ReferencedEntityNavigationPropertyName:String ReferencingEntityNavigationPropertyName:String`,
    navigations: 'Lookup!:LookupAttributeMetadata',
  },
  {
    name: 'OptionSetMetadata',
    base: 'OptionSetMetadataBase',
    properties: 'Options:OptionMetadata[]',
  },
  {
    name: 'PicklistAttributeMetadata',
    base: 'EnumAttributeMetadata',
    properties: 'FormulaDefinition:String SourceTypeMask:Int32',
  },
  {
    name: 'RelationshipMetadataBase',
    base: 'MetadataBase',
    abstract: true,
    properties: `
      IsCustomRelationship:Boolean IsCustomizable:BooleanManagedProperty
      IsValidForAdvancedFind:Boolean SchemaName:String SecurityTypes:SecurityTypes
      IsManaged:Boolean RelationshipType:RelationshipType IntroducedVersion:String`,
  },
  {
    name: 'StateAttributeMetadata',
    base: 'EnumAttributeMetadata',
    properties: `
`,
  },
  {
    name: 'StatusAttributeMetadata',
    base: 'EnumAttributeMetadata',
    properties: `
`,
  },
  {
    name: 'StringAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
      Format:StringFormat FormatName:StringFormatName ImeMode:ImeMode MaxLength:Int32
      YomiOf:String IsLocalizable:Boolean DatabaseLength:Int32 FormulaDefinition:String
      SourceTypeMask:Int32`,
  },
  {
    name: 'UniqueIdentifierAttributeMetadata',
    base: 'AttributeMetadata',
    properties: `
`,
  },
];
