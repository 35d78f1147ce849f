/** Every construct of CSDL that the reader knows, each in a less usual spelling. */
export const sampleCsdl = `\u00ef\u00bb\u00bf<?xml version='1.0' encoding='utf-8'?>
<!DOCTYPE edmx [ <!ENTITY x "y"> ]>
<!-- <Schema Namespace="Not.Here"><EntityType Name="ghost"></EntityType></Schema> -->
<x:Edmx Version="4.0" xmlns:x="http://docs.oasis-open.org/odata/ns/edmx">
  <x:Reference Uri="http://vocabularies.odata.org/Org.OData.Core.V1.xml">
    <x:Include Namespace="Org.OData.Core.V1" Alias="Core" />
  </x:Reference>
  <x:DataServices>
    <e:Schema xmlns:e="http://docs.oasis-open.org/odata/ns/edm" Namespace="Example.Types" Alias="T">
      <e:TypeDefinition Name="Weight" UnderlyingType="Edm.Decimal" />
      <e:EnumType Name="Colour" IsFlags='true'>
        <e:Member Name="Red" />
        <e:Member Name="Green" />
        <e:Member Name="Blue" Value="4" />
        <e:Member Name="Violet" />
        <e:Member Name="None" Value="-1" />
      </e:EnumType>
      <e:ComplexType Name="Place"><e:Property Name="street" Type="Edm.String" /></e:ComplexType>
      <e:ComplexType Name="Address" BaseType="T.Place" OpenType="true">
        <e:Property Name="lines" Type="Collection( Edm.String )" Nullable="false" MaxLength="max" />
        <e:NavigationProperty Name="country" Type="Self.country" />
      </e:ComplexType>
    </e:Schema>
    <Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm">
      <EntityType Name="crmbaseentity" Abstract="true" />
      <EntityType Name="party" BaseType="mscrm.crmbaseentity"
        OpenType="true">
        <Key>
          <PropertyRef Name="partyid"/>
        </Key>
        <Property
          Name = "partyid"
          Type = 'Edm.Guid' Nullable="false"></Property>
        <Property Name="note" Type="Edm.String" MaxLength="100" Hint="a > b, /> &lt;/EntityType>" />
        <!-- </EntityType> <Property Name="hidden" Type="Edm.String" /> -->
        <Documentation><![CDATA[ </EntityType> <Property Name="hidden2" Type="Edm.String" /> ]]></Documentation>
        <Property Name="weight" Type="T.Weight"/>
        <Property Name="colour" Type="Example.Types.Colour"/>
        <Property Name="_ownerid_value" Type="Edm.Guid">
          <Annotation Term="Core.Description" String="Owner&apos;s &#x26; &#169; \u00c3\u00a9 &unknown;" />
          <Annotation Term="Org.OData.Core.V1.Computed" />
          <Annotation Term="Core.Permissions"><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation>
        </Property>
        <Property Name="written" Type="Edm.Int32">
          <Annotation Term="Core.Computed" Bool="false" />
          <Annotation Term="Core.Permissions" EnumMember="Core.Permission/ReadWrite" />
        </Property>
        <NavigationProperty Name="ownerid_user" Type="mscrm.user" Nullable="false" Partner="parties">
          <ReferentialConstraint Property="_ownerid_value" ReferencedProperty="userid" />
        </NavigationProperty>
        <NavigationProperty Name="OwnerId_Team" Type="mscrm.team" />
        <NavigationProperty Name="notes" Type="Collection(mscrm.note)" ContainsTarget="true" Partner="party" />
      </EntityType>
      <EntityType Name="person" BaseType="Microsoft.Dynamics.CRM.party">
        <Property Name="_managerid_value" Type="Edm.Guid" />
        <Property Name="home" Type="T.Address" />
        <NavigationProperty Name="managerid" Type="mscrm.person" />
        <NavigationProperty Name="ownerid_person" Type="mscrm.user" />
        <Annotation Term="OData.Community.Keys.V1.AlternateKeys">
          <Collection>
            <Record Type="OData.Community.Keys.V1.AlternateKey">
              <PropertyValue Property="Name" String="key1" />
              <PropertyValue Property="Key">
                <Collection>
                  <Record Type="OData.Community.Keys.V1.PropertyRef">
                    <PropertyValue Property="Alias" String="mail" />
                    <PropertyValue Property="Name" PropertyPath="home/street" />
                  </Record>
                  <Record Type="OData.Community.Keys.V1.PropertyRef">
                    <PropertyValue Property="Name"><PropertyPath>note</PropertyPath></PropertyValue>
                  </Record>
                </Collection>
              </PropertyValue>
            </Record>
          </Collection>
        </Annotation>
      </EntityType>
      <EntityType Name="user"><Key><PropertyRef Name="userid"/></Key><Property Name="userid" Type="Edm.Guid"/></EntityType>
      <EntityType Name="team" BaseType="mscrm.crmbaseentity"/>
      <EntityType Name="note" BaseType="mscrm.party" HasStream="true"></EntityType>
      <EntityType Name="loop1" BaseType="mscrm.loop2"><Property Name="a" Type="Edm.String"/></EntityType>
      <EntityType Name="loop2" BaseType="mscrm.loop1"><Property Name="b" Type="Edm.String"/></EntityType>
      <EntityType Name="orphan" BaseType="Elsewhere.base"><Property Name="c" Type="Edm.String"/></EntityType>
      <Function Name="Find" IsBound="true" IsComposable="true">
        <Parameter Name="entityset" Type="Collection(mscrm.party)" Nullable="false"/>
        <Parameter Name="text" Type="Edm.String" Nullable="false" />
        <Parameter Name="top" Type="Edm.Int32"><Annotation Term="Core.OptionalParameter"/></Parameter>
        <ReturnType Type="Collection(mscrm.party)" />
      </Function>
      <Function Name="Find"><Parameter Name="text" Type="Edm.String" /><ReturnType Type="Edm.Boolean"/></Function>
      <Action Name="Close" IsBound="true">
        <!-- <Parameter Name="wrong" Type="mscrm.team" /> -->
        <Parameter Name="entity" Type="mscrm.party" />
        <Annotation Term="Core.Description" String="Closes it." />
      </Action>
      <Action Name="Clean" />
      <EntityContainer Name="System">
        <EntitySet Name="parties" EntityType="mscrm.party">
          <NavigationPropertyBinding Path="ownerid_user" Target="users" />
          <NavigationPropertyBinding Path="mscrm.person/managerid" Target="mscrm.System/people" />
        </EntitySet>
        <EntitySet Name="people" EntityType="Microsoft.Dynamics.CRM.person"/>
        <EntitySet Name="employees" EntityType="mscrm.person"></EntitySet>
        <EntitySet Name="users" EntityType="mscrm.user" />
        <Singleton Name="Me" Type="mscrm.user" />
        <FunctionImport Name="Find" Function="mscrm.Find" EntitySet="parties" />
        <ActionImport Name="Clean" Action="mscrm.Clean" />
        <Annotation Term="Some.Other"><Record><PropertyValue Property="EntitySet" Bool="true"/></Record></Annotation>
      </EntityContainer>
      <Annotations Target="mscrm.team"><Annotation Term="Core.Description" String="A team." /></Annotations>
      <Annotations Target="mscrm.party/note">
        <Annotation Term="Core.Description"><String>A note.</String></Annotation>
      </Annotations>
      <Annotations Target="mscrm.Clean()"><Annotation Term="Core.Description" String="Cleans." /></Annotations>
    </Schema>
  </x:DataServices>
</x:Edmx>
`;
