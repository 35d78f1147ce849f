import { readSchema } from '../../../../src/core/metadata/readSchema';
import type { Schema } from '../../../../src/core/metadata/model';

/** A small organisation of the kinds of declarations that Dataverse has. */
export function crmSchema(): Schema {
  schema ??= readSchema(document);
  return schema;
}

let schema: Schema | undefined;

const columns = (text: string): string =>
  text
    .trim()
    .split(/\s+/)
    .map((one) => {
      const [name = '', type = ''] = one.split(':');
      const full = /^(?:mscrm\.|Collection)/.test(type) ? type : `Edm.${type}`;
      return `<Property Name="${name}" Type="${full}"/>`;
    })
    .join('\n');

const key = (name: string): string => `<Key><PropertyRef Name="${name}"/></Key>`;

/** `name>target`, `name>>target/partner` for a collection, `name>target=column` for one with a constraint. */
const links = (text: string): string =>
  text
    .trim()
    .split(/\s+/)
    .map((one) => {
      const [, name = '', many = '', target = '', partner, column] =
        /^([\w]+)(>>?)(\w+)(?:\/(\w+))?(?:=(\w+))?$/.exec(one) ?? [];
      const type = many === '>>' ? `Collection(mscrm.${target})` : `mscrm.${target}`;
      const constraint =
        column === undefined
          ? ''
          : `<ReferentialConstraint Property="${column}" ReferencedProperty="${target}id"/>`;
      const other = partner === undefined ? '' : ` Partner="${partner}"`;
      return `<NavigationProperty Name="${name}" Type="${type}"${other}>${constraint}</NavigationProperty>`;
    })
    .join('\n');

const queryFunction = (name: string, parameters: string): string =>
  `<Function Name="${name}"><Parameter Name="PropertyName" Type="Edm.String" Nullable="false"/>${parameters}<ReturnType Type="Edm.Boolean" Nullable="false"/></Function>`;

const values = '<Parameter Name="PropertyValues" Type="Collection(Edm.String)" Nullable="false"/>';
const value = '<Parameter Name="PropertyValue" Type="Edm.Int64" Nullable="false"/>';

const document = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="crmbaseentity" Abstract="true"/>
<EntityType Name="account" BaseType="mscrm.crmbaseentity">${key('accountid')}
${columns('accountid:Guid name:String revenue:Decimal statecode:Int32 statuscode:Int32 creditonhold:Boolean createdon:DateTimeOffset numberofemployees:Int32 _primarycontactid_value:Guid _ownerid_value:Guid _customerid_value:Guid entityimage:Binary versionnumber:Int64')}
${links('primarycontactid>contact/account_primary_contact=_primarycontactid_value ownerid>principal=_ownerid_value owninguser>systemuser customerid_account>account=_customerid_value customerid_contact>contact=_customerid_value contact_customer_accounts>>contact/parentcustomerid_account Account_Tasks>>task/regardingobjectid_account accountleads_association>>lead/accountleads_association')}
<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection><Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection><Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="name"/><PropertyValue Property="Name" PropertyPath="name"/></Record></Collection></PropertyValue></Record></Collection></Annotation>
</EntityType>
<EntityType Name="contact" BaseType="mscrm.crmbaseentity">${key('contactid')}
${columns('contactid:Guid fullname:String lastname:String birthdate:Date _parentcustomerid_value:Guid')}
${links('parentcustomerid_account>account/contact_customer_accounts=_parentcustomerid_value account_primary_contact>>account/primarycontactid')}
</EntityType>
<EntityType Name="lead" BaseType="mscrm.crmbaseentity">${key('leadid')}
${columns('leadid:Guid subject:String')}
${links('accountleads_association>>account/accountleads_association')}
</EntityType>
<EntityType Name="principal" BaseType="mscrm.crmbaseentity" Abstract="true">${key('ownerid')}
${columns('ownerid:Guid')}
</EntityType>
<EntityType Name="systemuser" BaseType="mscrm.principal">
${columns('systemuserid:Guid fullname:String')}
</EntityType>
<EntityType Name="activitypointer" BaseType="mscrm.crmbaseentity" Abstract="true">${key('activityid')}
${columns('activityid:Guid subject:String statecode:Int32 _regardingobjectid_value:Guid')}
${links('regardingobjectid_account>account/Account_Tasks=_regardingobjectid_value')}
</EntityType>
<EntityType Name="task" BaseType="mscrm.activitypointer">
${columns('percentcomplete:Int32')}
</EntityType>
<EntityType Name="opportunityclose" BaseType="mscrm.activitypointer">
${columns('actualrevenue:Decimal')}
</EntityType>
<EntityType Name="orphan" BaseType="mscrm.crmbaseentity">${key('orphanid')}${columns('orphanid:Guid')}</EntityType>
<EntityType Name="OptionSetMetadataBase" Abstract="true">${key('MetadataId')}
${columns('MetadataId:Guid Name:String')}
</EntityType>
<EntityType Name="OptionSetMetadata" BaseType="mscrm.OptionSetMetadataBase">
${columns('Options:Collection(mscrm.OptionMetadata)')}
</EntityType>
<EntityType Name="EntityMetadata">${key('MetadataId')}
${columns('MetadataId:Guid LogicalName:String OwnershipType:mscrm.OwnershipTypes DisplayName:mscrm.Label IsCustomizable:mscrm.BooleanManagedProperty')}
${links('Attributes>>AttributeMetadata')}
</EntityType>
<EntityType Name="AttributeMetadata">${key('MetadataId')}
${columns('MetadataId:Guid LogicalName:String')}
</EntityType>
<EntityType Name="PicklistAttributeMetadata" BaseType="mscrm.AttributeMetadata">
${links('OptionSet>OptionSetMetadata')}
</EntityType>
<ComplexType Name="OptionMetadata">${columns('Value:Int32')}</ComplexType>
<ComplexType Name="BooleanManagedProperty">${columns('Value:Boolean CanBeChanged:Boolean')}</ComplexType>
<ComplexType Name="Label">${columns('Text:String')}</ComplexType>
<ComplexType Name="WhoAmIResponse">${columns('UserId:Guid')}</ComplexType>
<ComplexType Name="expando" OpenType="true">${columns('Count:Int32')}</ComplexType>
<EnumType Name="OwnershipTypes" IsFlags="true"><Member Name="None" Value="0"/><Member Name="UserOwned" Value="1"/><Member Name="TeamOwned" Value="2"/></EnumType>
<EnumType Name="EndpointAccessType"><Member Name="Default" Value="0"/><Member Name="Internet" Value="1"/></EnumType>
<Function Name="WhoAmI"><ReturnType Type="mscrm.WhoAmIResponse" Nullable="false"/></Function>
<Function Name="RetrieveCurrentOrganization"><Parameter Name="AccessType" Type="mscrm.EndpointAccessType" Nullable="false"/><ReturnType Type="mscrm.expando"/></Function>
<Function Name="RetrieveTotalRecordCount"><Parameter Name="EntityNames" Type="Collection(Edm.String)" Nullable="false"/><ReturnType Type="mscrm.expando"/></Function>
<Function Name="RetrievePrincipalAccess" IsBound="true"><Parameter Name="entity" Type="mscrm.systemuser" Nullable="false"/><Parameter Name="Target" Type="mscrm.crmbaseentity" Nullable="false"/><ReturnType Type="mscrm.expando"/></Function>
<Function Name="RetrieveUnpublishedMultiple" IsBound="true"><Parameter Name="entityset" Type="Collection(mscrm.task)" Nullable="false"/><ReturnType Type="Collection(mscrm.crmbaseentity)"/></Function>
<Action Name="WinOpportunity"><Parameter Name="OpportunityClose" Type="mscrm.crmbaseentity" Nullable="false"/><Parameter Name="Status" Type="Edm.Int32" Nullable="false"/><Parameter Name="Note" Type="Edm.String"/></Action>
<Action Name="AddToQueue" IsBound="true"><Parameter Name="entity" Type="mscrm.account" Nullable="false"/><Parameter Name="Target" Type="mscrm.crmbaseentity" Nullable="false"/></Action>
${queryFunction('In', values)}${queryFunction('NotIn', values)}${queryFunction('Between', values)}
${queryFunction('EqualUserId', '')}${queryFunction('NotEqualUserId', '')}${queryFunction('Last7Days', '')}
${queryFunction('LastXDays', value)}${queryFunction('OlderThanXDays', value)}
<EntityContainer Name="System">
<EntitySet Name="accounts" EntityType="mscrm.account"/>
<EntitySet Name="contacts" EntityType="mscrm.contact"/>
<EntitySet Name="leads" EntityType="mscrm.lead"/>
<EntitySet Name="tasks" EntityType="mscrm.task"/>
<EntitySet Name="activitypointers" EntityType="mscrm.activitypointer"/>
<EntitySet Name="systemusers" EntityType="mscrm.systemuser"/>
<EntitySet Name="EntityDefinitions" EntityType="mscrm.EntityMetadata"/>
<EntitySet Name="GlobalOptionSetDefinitions" EntityType="mscrm.OptionSetMetadataBase"/>
<FunctionImport Name="WhoAmI" Function="mscrm.WhoAmI"/>
<FunctionImport Name="RetrieveCurrentOrganization" Function="mscrm.RetrieveCurrentOrganization"/>
<FunctionImport Name="RetrieveTotalRecordCount" Function="mscrm.RetrieveTotalRecordCount"/>
<ActionImport Name="WinOpportunity" Action="mscrm.WinOpportunity"/>
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;
