// Complex types and enumerations that the definitions are made of.
import type { ComplexTypeSpec, EnumTypeSpec } from '../metadata/specs';

export const metadataEnums: readonly EnumTypeSpec[] = [
  { name: 'AssociatedMenuBehavior', members: 'UseCollectionName UseLabel DoNotDisplay' },
  { name: 'AssociatedMenuGroup', members: 'Details Sales Service Marketing' },
  { name: 'AttributeRequiredLevel', members: 'None SystemRequired ApplicationRequired Recommended' },
  {
    name: 'AttributeTypeCode',
    members:
      'Boolean Customer DateTime Decimal Double Integer Lookup Memo Money Owner PartyList Picklist State Status String Uniqueidentifier CalendarRules Virtual BigInt ManagedProperty EntityName',
  },
  { name: 'CascadeType', members: 'NoCascade Cascade Active UserOwned RemoveLink Restrict' },
  { name: 'DateTimeFormat', members: 'DateOnly DateAndTime' },
  { name: 'EntityKeyIndexStatus', members: 'Pending InProgress Active Failed' },
  { name: 'ImeMode', members: 'Auto Inactive Active Disabled' },
  { name: 'IntegerFormat', members: 'None Duration TimeZone Language Locale' },
  { name: 'LookupFormat', members: 'None Connection Regarding Text' },
  { name: 'OptionSetType', members: 'Picklist State Status Boolean' },
  {
    name: 'OwnershipTypes',
    flags: true,
    members: 'None=0 UserOwned=1 TeamOwned=2 BusinessOwned=4 OrganizationOwned=8 BusinessParented=16',
  },
  { name: 'PrivilegeType', members: 'None Create Read Write Delete Assign Share Append AppendTo' },
  { name: 'RelationshipType', members: 'OneToManyRelationship ManyToManyRelationship' },
  { name: 'SecurityTypes', flags: true, members: 'None=0 Append=1 ParentChild=2 Pointer=4 Inheritance=8' },
  { name: 'StringFormat', members: 'Email Text TextArea Url TickerSymbol PhoneticGuide VersionNumber Phone' },
];

export const metadataComplexTypes: readonly ComplexTypeSpec[] = [
  { name: 'Label', properties: 'LocalizedLabels:LocalizedLabel[] UserLocalizedLabel:LocalizedLabel' },
  {
    name: 'LocalizedLabel',
    properties: 'Label:String LanguageCode:Int32 IsManaged:Boolean MetadataId:Guid HasChanged:Boolean',
  },
  {
    name: 'BooleanManagedProperty',
    properties: 'Value:Boolean CanBeChanged:Boolean ManagedPropertyLogicalName:String',
  },
  {
    name: 'AttributeRequiredLevelManagedProperty',
    properties: 'Value:AttributeRequiredLevel CanBeChanged:Boolean ManagedPropertyLogicalName:String',
  },
  { name: 'AttributeTypeDisplayName', properties: 'Value:String' },
  { name: 'StringFormatName', properties: 'Value:String' },
  { name: 'DateTimeBehavior', properties: 'Value:String' },
  {
    name: 'AssociatedMenuConfiguration',
    properties:
      'Behavior:AssociatedMenuBehavior Group:AssociatedMenuGroup Label:Label Order:Int32 IsCustomizable:Boolean Icon:String ViewId:Guid AvailableOffline:Boolean MenuId:String QueryApi:String',
  },
  {
    name: 'CascadeConfiguration',
    properties:
      'Assign:CascadeType Delete:CascadeType Merge:CascadeType Reparent:CascadeType Share:CascadeType Unshare:CascadeType RollupView:CascadeType',
  },
  {
    name: 'OptionMetadata',
    properties:
      'Value:Int32 Label:Label Description:Label Color:String IsManaged:Boolean ExternalValue:String MetadataId:Guid HasChanged:Boolean',
  },
  {
    name: 'StateOptionMetadata',
    base: 'OptionMetadata',
    properties: 'DefaultStatus:Int32 InvariantName:String',
  },
  { name: 'StatusOptionMetadata', base: 'OptionMetadata', properties: 'State:Int32 TransitionData:String' },
  {
    name: 'SecurityPrivilegeMetadata',
    properties:
      'CanBeBasic:Boolean CanBeDeep:Boolean CanBeGlobal:Boolean CanBeLocal:Boolean CanBeEntityReference:Boolean CanBeParentEntityReference:Boolean Name:String PrivilegeId:Guid PrivilegeType:PrivilegeType',
  },
];
