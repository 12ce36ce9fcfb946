; Installer for Windows, made by Inno Setup 6.3 or newer from dist\optopcheck; make_setup.sh calls it. Not yet run:
;   iscc /DVersion=0.1.0 packaging\windows\optopcheck.iss
; Signed when a sign tool is named:
;   iscc /DVersion=0.1.0 /DSigner=office "/Soffice=signtool sign /fd sha256 /tr URL /td sha256 /sha1 THUMBPRINT $f" ...
; Silent, as an administrator rolls it out: optopcheck-0.1.0-setup.exe /VERYSILENT /ALLUSERS (or /CURRENTUSER)
#ifndef Version
  #error Name the version: /DVersion=0.1.0
#endif

[Setup]
AppId={{6F2C8D1E-5B0B-4C1B-9C57-0C2E4B7D3A11}
AppName=optopcheck
AppVersion={#Version}
AppPublisher=optopcheck
VersionInfoVersion={#Version}
DefaultDirName={autopf}\optopcheck
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\build\app\licence.txt
SetupIconFile=..\..\build\app\icons\optopcheck.ico
UninstallDisplayIcon={app}\optopcheck.exe
OutputDir=..\..\dist
OutputBaseFilename=optopcheck-{#Version}-setup
#ifdef Signer
SignTool={#Signer}
SignedUninstaller=yes
#endif

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; An older version leaves no library behind that a newer one would load.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\optopcheck\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\..\build\app\icons\optopcheck-document.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\..\LICENSE"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\THIRD_PARTY.md"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\optopcheck"; Filename: "{app}\optopcheck.exe"

[Registry]
; Dossiers are ours; an IFC model keeps the program that it opens with, and lists us beside it.
Root: HKA; Subkey: "Software\Classes\.optop"; ValueType: string; ValueData: "optopcheck.case"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\optopcheck.case"; ValueType: string; ValueData: "optopcheck dossier"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\optopcheck.case\DefaultIcon"; ValueType: string; ValueData: "{app}\optopcheck-document.ico"
Root: HKA; Subkey: "Software\Classes\optopcheck.case\shell\open\command"; ValueType: string; ValueData: """{app}\optopcheck.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.optrules"; ValueType: string; ValueData: "optopcheck.rules"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\optopcheck.rules"; ValueType: string; ValueData: "optopcheck rules"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\optopcheck.rules\shell\open\command"; ValueType: string; ValueData: """{app}\optopcheck.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\optopcheck.rules\DefaultIcon"; ValueType: string; ValueData: "{app}\optopcheck-document.ico"
Root: HKA; Subkey: "Software\Classes\.optreg"; ValueType: string; ValueData: "optopcheck.rules"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\optopcheck.model"; ValueType: string; ValueData: "IFC model"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\optopcheck.model\shell\open\command"; ValueType: string; ValueData: """{app}\optopcheck.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.ifc\OpenWithProgids"; ValueType: string; ValueName: "optopcheck.model"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.ifczip\OpenWithProgids"; ValueType: string; ValueName: "optopcheck.model"; ValueData: ""; Flags: uninsdeletevalue

[Run]
Filename: "{app}\optopcheck.exe"; Description: "{cm:LaunchProgram,optopcheck}"; Flags: nowait postinstall skipifsilent
